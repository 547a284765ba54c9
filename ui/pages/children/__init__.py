"""What is known of children, and what is done when they come up."""
