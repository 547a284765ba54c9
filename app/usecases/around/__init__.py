"""Who is around the person: consent, network, meetings, children, threat and protection."""
