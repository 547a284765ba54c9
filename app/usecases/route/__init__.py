"""Which way a case goes: the answer to an intake, criteria, handling unit, referral, wish."""
