"""How good answers are: known questions, each with what its answer must be, asked of the pipeline that chat asks."""
