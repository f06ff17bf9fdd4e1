"""The library held to what is known: published values, and the demo's declared effects."""
