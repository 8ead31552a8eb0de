"""From a model value to a plotly figure or an HTML table; one module per model module."""
