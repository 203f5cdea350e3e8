"""What holds of every dossier up to some sizes: rules as formulas for a solver, and dossiers that show the contrary."""
