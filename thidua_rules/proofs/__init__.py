"""Why a verdict holds: proofs, the prover that builds them, the checker that doubts them, and replay."""
