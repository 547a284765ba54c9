"""What every sealed file has in common, whatever it carries: made, noted, admitted, undone."""
