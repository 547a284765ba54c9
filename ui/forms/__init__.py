"""Shows a form that ``app.forms`` runs. No condition and no rule of a form is decided here."""
