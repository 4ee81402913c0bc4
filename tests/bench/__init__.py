"""`make bench`: the figures of the README, measured on this machine and reported as ratios within one run."""
