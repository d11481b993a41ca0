package dev.parallax.fraud.feature;

/** How a feature is bent before a linear model sees it. */
public enum Scale {
  /** As it is. */
  LINEAR {
    @Override
    public double apply(double value) {
      return value;
    }
  },
  /** For counts and amounts, which span orders of magnitude. */
  LOG1P {
    @Override
    public double apply(double value) {
      return Math.log1p(Math.max(0, value));
    }
  },
  /** For ratios: half and double are equally far from one. */
  LOG_RATIO {
    @Override
    public double apply(double value) {
      return Math.log(Math.clamp(value, 0.001, 1000));
    }
  },
  /** For standard scores: linear near zero, logarithmic far out, either sign. */
  ASINH {
    @Override
    public double apply(double value) {
      return Math.signum(value) * Math.log(Math.abs(value) + Math.sqrt(value * value + 1));
    }
  };

  public abstract double apply(double value);
}
