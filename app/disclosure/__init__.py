"""Nothing leaves without a ground: what may leave, what stays, and the one way through."""
