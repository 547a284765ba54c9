"""What is done with each kind of package that comes. A kind without a row is not taken in."""

from __future__ import annotations

from collections.abc import Mapping

from app.handover.kinds import HandoverKind
from app.usecases.handover.approvals.approval_arrivals import (
    look_answer,
    look_request,
    take_in_answer,
    take_in_request,
)
from app.usecases.handover.cases.case_arrivals import look_case, look_transfer, take_in_transfer
from app.usecases.handover.cases.urgent_arrivals import look_urgent, take_in_urgent
from app.usecases.handover.logs.log_extracts import look_extract, take_in_extract
from app.usecases.handover.logs.log_findings import look_findings, take_in_findings
from app.usecases.handover.packages.arrivals import Handler
from app.usecases.handover.packages.records_in import take_in_records
from app.usecases.handover.receipts import look_receipt, take_in_receipt
from app.usecases.handover.registers.register_arrivals import look_register, take_in_register

HANDLERS: Mapping[HandoverKind, Handler] = {
    HandoverKind.TRANSFER: Handler(look_transfer, take_in_transfer),
    HandoverKind.COPY: Handler(look_case, take_in_records),
    HandoverKind.UPDATE: Handler(look_case, take_in_records),
    HandoverKind.APPROVAL_REQUEST: Handler(look_request, take_in_request),
    HandoverKind.APPROVAL: Handler(look_answer, take_in_answer),
    HandoverKind.URGENT: Handler(look_urgent, take_in_urgent),
    HandoverKind.LOG_EXTRACT: Handler(look_extract, take_in_extract),
    HandoverKind.LOG_FINDINGS: Handler(look_findings, take_in_findings),
    HandoverKind.REGISTER: Handler(look_register, take_in_register),
    HandoverKind.RECEIPT: Handler(look_receipt, take_in_receipt),
}
