"""What is done with each kind of package that comes. A kind without a row is not taken in."""

from __future__ import annotations

from collections.abc import Mapping

from app.handover.kinds import HandoverKind
from app.usecases.handover.arrivals import Handler
from app.usecases.handover.receipts import look_receipt, take_in_receipt
from app.usecases.handover.records_in import look_records, take_in_records

HANDLERS: Mapping[HandoverKind, Handler] = {
    HandoverKind.COPY: Handler(look_records, take_in_records),
    HandoverKind.UPDATE: Handler(look_records, take_in_records),
    HandoverKind.RECEIPT: Handler(look_receipt, take_in_receipt),
}
