"""Random inputs for everything that takes what somebody else has written.

Each module has what must hold of any input, and a strategy of Hypothesis that draws inputs and
makes a failing one as small as it can before it is printed. ``make test`` draws a few, always the
same ones; ``make fuzz`` draws RUNS times as many, others for each SEED.
"""
