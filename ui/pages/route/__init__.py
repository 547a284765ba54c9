"""Which way a case goes: criteria, handling unit, referral, and what was wished for."""
