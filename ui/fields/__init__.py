"""Forms from descriptions: ``spec.FieldSpec`` in, ``form.FieldForm`` out."""
