"""scikit-criteria, the independent library: it confirms rankings and adds further methods."""
