"""Effect of the programme as a whole: staggered designs over all tambons, one file a method.

Pure: arrays in, results out; randomness only through a passed `numpy.random.Generator`.
"""
