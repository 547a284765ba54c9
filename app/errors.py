"""Whose fault decides what is shown.

``Refusal``            the user or the world: one Swedish sentence naming the next step
  ``InvalidFields``    what was typed cannot be used yet: one sentence a field
anything else          our bug: shown by the crash window with a code and nothing private

``str(error)`` is always safe to log: reasons and codes, never what somebody typed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Every cause that can be refused. ``ui.messages`` holds one sentence for each."""

    # opening a vault
    WRONG_PASSPHRASE = "wrong_passphrase"
    WRONG_RECOVERY_CODE = "wrong_recovery_code"
    RECOVERY_CODE_MISTYPED = "recovery_code_mistyped"
    NO_SUCH_SLOT = "no_such_slot"
    HEAD_DAMAGED = "head_damaged"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_MISSING = "database_missing"
    NOT_A_VAULT = "not_a_vault"
    VAULT_NEWER = "vault_newer"
    VAULT_IN_USE = "vault_in_use"
    VAULT_ROLLED_BACK = "vault_rolled_back"
    VAULT_EXISTS = "vault_exists"
    VAULT_LOCKED = "vault_locked"
    VAULT_READ_ONLY = "vault_read_only"
    TRAINING_AND_REAL_MIXED = "training_and_real_mixed"
    # keys
    PASSPHRASE_WEAK = "passphrase_weak"
    LAST_SLOT = "last_slot"
    KEY_CARD_INVALID = "key_card_invalid"
    DATA_KEY_UNCHANGED = "data_key_unchanged"
    # the disk
    FOLDER_READ_ONLY = "folder_read_only"
    FOLDER_MISSING = "folder_missing"
    FOLDER_REMOTE = "folder_remote"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    MEMORY_SHORT = "memory_short"
    FILE_EXISTS = "file_exists"
    BACKUP_UNVERIFIED = "backup_unverified"
    NOT_A_BACKUP = "not_a_backup"
    # records
    RECORD_MALFORMED = "record_malformed"
    RECORD_CHANGED = "record_changed"
    SIGNATURE_WRONG = "signature_wrong"
    AUTHOR_UNKNOWN = "author_unknown"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_FOREIGN = "parent_foreign"
    KIND_NEWER = "kind_newer"
    LOG_BROKEN = "log_broken"
    # casework
    CASE_UNKNOWN = "case_unknown"
    ENTITY_UNKNOWN = "entity_unknown"
    CASE_NUMBER_TAKEN = "case_number_taken"
    ALREADY_SIGNED = "already_signed"
    ASSESSMENT_NOT_SIGNED = "assessment_not_signed"
    DECISION_MISSING = "decision_missing"
    COMMUNICATION_MISSING = "communication_missing"
    REMINDER_OF_LAW = "reminder_of_law"
    STEP_NOT_SKIPPABLE = "step_not_skippable"
    CONFLICT_UNSETTLED = "conflict_unsettled"
    REVISED_SINCE = "revised_since"
    INVALID_FIELDS = "invalid_fields"
    CRITERIA_UNMET = "criteria_unmet"
    # forms
    FORM_UNREADABLE = "form_unreadable"
    FORM_INCOMPLETE = "form_incomplete"
    FORM_CHANGED = "form_changed"
    TEMPLATE_VERSION_TAKEN = "template_version_taken"
    TEMPLATE_NAME_RESERVED = "template_name_reserved"
    TEMPLATE_NOT_ANSWERABLE = "template_not_answerable"
    METHOD_PACK_CHANGED = "method_pack_changed"
    # files that others have made
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"  # params: limit (MiB)
    FILE_EXPANDS = "file_expands"
    FILE_TAKES_TOO_LONG = "file_takes_too_long"
    FILE_UNREADABLE = "file_unreadable"
    FILE_READER_STOPPED = "file_reader_stopped"
    FILE_HAS_PASSWORD = "file_has_password"
    SPREADSHEET_OLD = "spreadsheet_old"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    NOT_A_METHOD_PACK = "not_a_method_pack"
    # law
    LEGAL_PACK_INVALID = "legal_pack_invalid"
    PROCESS_INVALID = "process_invalid"  # params: wrong (process.table.Wrong), at (its key)
    LEGAL_PACK_GAP = "legal_pack_gap"
    LEGAL_PACK_CYCLE = "legal_pack_cycle"
    LEGAL_PACK_NEWER = "legal_pack_newer"
    LEGAL_PACK_OLDER = "legal_pack_older"
    LEGAL_PACK_CHANGED = "legal_pack_changed"
    NOT_A_LEGAL_PACK = "not_a_legal_pack"
    # disposal
    DISPOSAL_NOT_DUE = "disposal_not_due"
    DISPOSAL_UNDER_WAY = "disposal_under_way"
    DISPOSAL_NOT_APPROVED = "disposal_not_approved"
    DISPOSAL_CASE_CHANGED = "disposal_case_changed"
    DISPOSAL_OVER = "disposal_over"
    CASE_DISPOSED = "case_disposed"
    # what leaves
    NOTHING_LEAVES = "nothing_leaves"
    GROUND_MISSING = "ground_missing"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_EXPIRED = "consent_expired"
    CONSENT_NOT_YET = "consent_not_yet"
    CONSENT_OTHER_RECIPIENT = "consent_other_recipient"
    CONSENT_NARROWER = "consent_narrower"
    FINDINGS_UNEXPLAINED = "findings_unexplained"
    DOCUMENT_TOO_LARGE = "document_too_large"
    UNIT_PAPER_POINTS_OUT = "unit_paper_points_out"
    # packages
    NOT_A_PACKAGE = "not_a_package"
    PACKAGE_DAMAGED = "package_damaged"
    PACKAGE_MALFORMED = "package_malformed"
    DOCUMENT_NOT_PLAIN = "document_not_plain"  # a PDF from elsewhere, with more in it than ours
    CASE_BEGUN_BEFORE = "case_begun_before"  # another beginning of a case that is here
    PACKAGE_SAYS_TWICE = "package_says_twice"  # the same thing, or the same key of an object
    PACKAGE_TOO_DEEP = "package_too_deep"
    PACKAGE_SIZES_WRONG = "package_sizes_wrong"  # claims more than there is, or may be
    PACKAGE_NAMES_PATH = "package_names_path"  # a path where an id should stand
    PACKAGE_IS_LINK = "package_is_link"
    PACKAGE_NEWER = "package_newer"
    PACKAGE_TOO_LARGE = "package_too_large"  # params: limit (MiB)
    PACKAGE_NOT_FOR_US = "package_not_for_us"
    PACKAGE_OWN = "package_own"
    PACKAGE_SENDER_UNKNOWN = "package_sender_unknown"
    PACKAGE_SENDER_REVOKED = "package_sender_revoked"
    PACKAGE_SENDER_EXPIRED = "package_sender_expired"
    PACKAGE_SENDER_NOT_CONFIRMED = "package_sender_not_confirmed"
    PACKAGE_EXPIRED = "package_expired"  # params: day
    PACKAGE_TAKEN_IN = "package_taken_in"  # params: day
    PACKAGE_UNEXPECTED = "package_unexpected"  # answers something that was never asked
    ATTACHMENT_MISSING = "attachment_missing"  # a record came without what it names
    NOTHING_CHOSEN = "nothing_chosen"
    NOTHING_TO_SEND = "nothing_to_send"
    REGISTER_LACKS = "register_lacks"  # names something that is neither here nor in the package
    REGISTER_POINTS_OUT = "register_points_out"
    UNDO_TOO_LATE = "undo_too_late"
    RECEIPT_MADE = "receipt_made"
    PERSON_UNKNOWN = "person_unknown"
    PERSON_NOT_CONFIRMED = "person_not_confirmed"
    PERSON_KEY_EXPIRED = "person_key_expired"
    PERSON_KEY_REVOKED = "person_key_revoked"
    OWN_CARD_MISSING = "own_card_missing"
    # key cards
    KEY_CARD_NEWER = "key_card_newer"
    KEY_CARD_EXPIRED = "key_card_expired"  # params: day
    KEY_CARD_OWN = "key_card_own"
    KEY_CARD_KNOWN = "key_card_known"
    KEY_CARD_OLDER = "key_card_older"
    KEY_CARD_REVOKED = "key_card_revoked"
    KEY_CARD_OTHER_KEY = "key_card_other_key"
    OWN_CARD_REVOKED = "own_card_revoked"
    ROOT_CARD_RECEIVES_NOTHING = "root_card_receives_nothing"
    ROOT_CARD_NOT_OF_UNIT = "root_card_not_of_unit"
    VOUCHER_OVER = "voucher_over"
    REVOCATION_NOT_VALID = "revocation_not_valid"
    # cases that are with somebody else
    CASE_HANDED_OVER = "case_handed_over"
    CASE_SHARE_ENDED = "case_share_ended"
    CASE_HELD_HERE = "case_held_here"
    CASE_DISPUTED = "case_disputed"
    CASE_ELSEWHERE = "case_elsewhere"  # what only whoever has the case can write
    READING_REASON_MISSING = "reading_reason_missing"
    ALREADY_SHARED = "already_shared"
    NOT_SHARED = "not_shared"
    TRANSFER_OVER = "transfer_over"
    # approval
    APPROVAL_OTHER_DOCUMENT = "approval_other_document"
    APPROVAL_SIGNATURE_WRONG = "approval_signature_wrong"
    APPROVAL_BY_SAME = "approval_by_same"
    APPROVAL_OVER = "approval_over"
    # log review
    REVIEW_BY_SAME = "review_by_same"
    REVIEW_OVER = "review_over"
    REVIEW_UNFINISHED = "review_unfinished"  # params: left (rows of the sample without a mark)
    LOG_EMPTY = "log_empty"
    PASSPHRASE_NOT_FOR_PROTECTED = "passphrase_not_for_protected"
    PASSPHRASE_NOT_WITH_CARD = "passphrase_not_with_card"


class Refusal(Exception):
    """Something the user or the world must put right. ``params`` hold only safe values:
    counts, dates, versions, field names of ours. Never names, numbers or typed text."""

    def __init__(self, reason: Reason, **params: str | int) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.params: Mapping[str, str | int] = params


class Fault(StrEnum):
    """What can be wrong with one typed field."""

    REQUIRED = "required"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"  # 31 February
    NOT_A_FULL_DATE = "not_a_full_date"
    NOT_A_TIME = "not_a_time"
    IN_THE_FUTURE = "in_the_future"
    BEFORE = "before"  # params: other (field label key)
    NOT_A_NUMBER = "not_a_number"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"  # params: limit
    NOT_A_CHOICE = "not_a_choice"
    NOT_AN_AMOUNT = "not_an_amount"
    PERSONNUMMER_LENGTH = "personnummer_length"
    PERSONNUMMER_DATE = "personnummer_date"
    PERSONNUMMER_CHECK_DIGIT = "personnummer_check_digit"
    CASE_NUMBER_FORM = "case_number_form"  # as 2026-0014
    REGISTRATION_NUMBER_FORM = "registration_number_form"
    ONE_NEEDED = "one_needed"
    UNKNOWN_REFERENCE = "unknown_reference"
    UNUSABLE_CHARACTER = "unusable_character"
    SAME_PERSON = "same_person"
    STILL_OPEN = "still_open"  # an end is given though something before it is not done
    PERSONAL_DATA = "personal_data"
    CIRCULAR = "circular"
    NOT_IN_FORCE = "not_in_force"  # what was chosen does not exist on the day
    GUARDIAN_NEEDED = "guardian_needed"
    GUARDIAN_REFUSED = "guardian_refused"
    GUARDIAN_UNANSWERED = "guardian_unanswered"
    LEADS_ALREADY = "leads_already"
    LEADS_NOT_POLICE = "leads_not_police"
    CONSENT_NOT_IN_FORCE = "consent_not_in_force"
    GROUND_OR_CONSENT = "ground_or_consent"
    BEFORE_APPLICATION = "before_application"
    REFUSED_ITEM_NEEDED = "refused_item_needed"  # of what was applied for, part by part
    ONLY_UNTIL_FURTHER_NOTICE = "only_until_further_notice"
    NOT_A_CORRECTION = "not_a_correction"
    MATERIAL_NEEDED = "material_needed"
    REASON_TO_DEPART = "reason_to_depart"
    REASON_OF_CHOICE = "reason_of_choice"  # where the sources disagree
    REASON_WITHOUT_BOPS = "reason_without_bops"
    REASON_OF_CHANGE = "reason_of_change"
    NOT_THE_WORD = "not_the_word"  # of a key card's twelve
    TOO_LATE = "too_late"  # params: day, the last possible


@dataclasses.dataclass(frozen=True, slots=True)
class FieldProblem:
    """One fault in one field. ``field`` is a path such as ``goals/0/words``."""

    field: str
    fault: Fault
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


class InvalidFields(Refusal):
    """What was typed is kept, and every problem is shown at its own field."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(Reason.INVALID_FIELDS, count=len(problems))
        self.problems = problems
