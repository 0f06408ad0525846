"""The paper's illustration desk: layered landscapes in one manner, painted by rule."""
