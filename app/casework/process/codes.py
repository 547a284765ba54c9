"""The words of the process: what the table of steps may name, and what a step can be."""

from __future__ import annotations

from enum import StrEnum


class StepStatus(StrEnum):
    DONE = "done"
    """Nothing holds it up."""
    CURRENT = "current"
    """Something is missing, and this is the first step of which that is so."""
    OPEN = "open"
    """Something is missing, and everything it needs is there: it can be done beside the current
    one."""
    LATER = "later"
    """Something is missing, and so it is in a step that it needs."""
    SKIPPED = "skipped"
    """The caseworker has skipped it, with a reason."""
    NOT_NEEDED = "not_needed"
    """Not in this case."""
    NOT_YET = "not_yet"
    """Its time has not come."""


class Condition(StrEnum):
    """When a step applies, or begins. A closed set: what each means stands in
    ``process_conditions``."""

    ALWAYS = "always"
    EXAMINED = "examined"
    """The matter is decided on an assessment, or is yet to be decided."""
    SOMETHING_GRANTED = "something_granted"
    """Something has been granted, or nothing has been decided yet."""
    PLACEMENT = "placement"
    """Something has been granted to a person who is to live elsewhere."""
    CENTRAL_UNIT = "central_unit"
    """The way leads to the central unit."""
    NOTHING_RUNS = "nothing_runs"
    """The case is closed, or decided, nothing that was granted runs any more, and no decision can
    still be appealed."""
    CLOSED = "closed"


class NextRole(StrEnum):
    """Who does what is missing."""

    CASEWORKER = "caseworker"
    CLIENT = "client"
    BOPS = "bops"
    POLICE = "police"
    """BOPS or the local police, whichever answers for the person's safety (F040)."""
    DECIDER = "decider"
    """Whoever has the right to decide by delegation."""
    RECEIVER = "receiver"
    """The unit that a case is referred to."""
    PROVIDER = "provider"


class Missing(StrEnum):
    """What is missing. The value is also the code of the sentence shown."""

    # contact
    INTAKE = "intake"
    APPLICATION = "application"
    """There is an interest, but no application yet."""
    INTAKE_ANSWER = "intake_answer"
    """Nobody has noted what became of it: enrolled, or a no."""
    RESPONSIBLE = "responsible"
    IDENTITY = "identity"
    PROTECTION = "protection"
    """Nobody has noted whether the identity is protected."""
    # way
    CONSENT = "consent"
    CONSENT_ENDED = "consent_ended"
    CRITERIA = "criteria"
    CRITERIA_OUTDATED = "criteria_outdated"
    THREAT = "threat"
    TARGET_GROUP = "target_group"
    """BOPS has not said whether the person belongs to the target group."""
    PROTECTIVE_MEASURE = "protective_measure"
    """The threat is high and no measure is noted."""
    THREAT_REVIEW = "threat_review"
    """The day on which the threat was to be looked at again has passed."""
    HANDLING_UNIT = "handling_unit"
    ROUTING_OUTDATED = "routing_outdated"
    REFERRAL = "referral"
    REFERRAL_RECEIPT = "referral_receipt"
    REFERRAL_ANSWER = "referral_answer"
    POLICE_COUNTERPART = "police_counterpart"
    # examination and decision
    ASSESSMENT = "assessment"
    NEEDS = "needs"
    """The latest assessment names no need, so no intervention can be granted."""
    CHILDREN = "children"
    CHILD_REPORT = "child_report"
    """Children have come up, and nobody has noted what became of the report."""
    GENDER = "gender"
    COMMUNICATION = "communication"
    COMMUNICATION_ANSWER = "communication_answer"
    DECISION = "decision"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"
    """Not known when the person got the decision, so the time of appeal has not begun."""
    WISH = "wish"
    """The person has wished for a programme and has had no answer."""
    # placement
    CLEARANCE = "clearance"
    MATCHING = "matching"
    ASSIGNMENT = "assignment"
    # implementation
    PLAN = "plan"
    INTERVENTION_IN_PLAN = "intervention_in_plan"
    """A granted intervention that no plan has taken up."""
    FOLLOW_UP_DAY = "follow_up_day"
    """The plan says no day on which it is followed up, and none is planned."""
    PLAN_NOT_FOLLOWED_UP = "plan_not_followed_up"
    """The day on which the plan was to be followed up has passed."""
    FOLLOW_UP_LATE = "follow_up_late"
    """A planned follow-up whose day has passed."""
    DECISION_NOT_FOLLOWED_UP = "decision_not_followed_up"
    # ending
    CLOSING = "closing"
    RUNNING_DECISIONS = "running_decisions"
    """The case is closed, and the note says nothing of a decision that still runs."""
    AFTER_CARE = "after_care"
    # two versions stand against each other
    SETTLE_CASE = "settle_case"
    SETTLE_IDENTITY = "settle_identity"
    SETTLE_CONSENT = "settle_consent"
    SETTLE_THREAT = "settle_threat"
    SETTLE_ROUTE = "settle_route"
    SETTLE_ASSESSMENT = "settle_assessment"
    SETTLE_DECISION = "settle_decision"
    SETTLE_PLAN = "settle_plan"
    SETTLE_FOLLOW_UP = "settle_follow_up"
    SETTLE_CLOSING = "settle_closing"
