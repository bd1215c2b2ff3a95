namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Value, gradient and Hessian in (α, σ, θ, tau), summed over studies, each an integral over its own effect a.</summary>
internal sealed class RandomStudyMoments
{
    /// <summary>Parameters.</summary>
    public const int Count = 4;

    // Scores are summed about that of the first point: far from the maximum they are billions that hardly differ.
    private readonly double[] _about = new double[Count];
    private readonly double[] _first = new double[Count];
    private readonly double[] _second = new double[Count * Count];
    private double _one;

    /// <summary>Log-likelihood.</summary>
    public double Value { get; private set; }

    /// <summary>Length 4.</summary>
    public double[] Gradient { get; } = new double[Count];

    /// <summary>4 × 4, row by row.</summary>
    public double[] Hessian { get; } = new double[Count * Count];

    /// <summary>Starts a study.</summary>
    public void Begin()
    {
        _one = 0;
        Array.Clear(_first);
        Array.Clear(_second);
    }

    /// <summary>Adds a point: its weight, a, and the derivatives of the study's log-likelihood given a.</summary>
    public void Add(double weight, double a, in TwoArmDerivatives at)
    {
        var own = at.Own;
        ReadOnlySpan<double> score = [at.Alpha, a * at.Alpha, own.Mu, own.Tau];
        ReadOnlySpan<double> curvature =
        [
            at.AlphaAlpha, 0, 0, 0,
            a * at.AlphaAlpha, a * a * at.AlphaAlpha, 0, 0,
            at.AlphaMu, a * at.AlphaMu, own.MuMu, 0,
            at.AlphaTau, a * at.AlphaTau, own.MuTau, own.TauTau,
        ];
        if (_one == 0)
        {
            score.CopyTo(_about);
        }

        _one += weight;
        for (var i = 0; i < Count; i++)
        {
            var first = weight * (score[i] - _about[i]);
            _first[i] += first;
            for (var j = 0; j <= i; j++)
            {
                _second[Count * i + j] += first * (score[j] - _about[j]) + weight * curvature[Count * i + j];
            }
        }
    }

    /// <summary>Ends a study whose integral is e^logScale times the sum of its weights.</summary>
    public void End(double logScale)
    {
        Value += logScale + Math.Log(_one);
        for (var i = 0; i < Count; i++)
        {
            Gradient[i] += _about[i] + _first[i] / _one;
            for (var j = 0; j <= i; j++)
            {
                var h = _second[Count * i + j] / _one - _first[i] / _one * (_first[j] / _one);
                Hessian[Count * i + j] += h;
                if (i != j)
                {
                    Hessian[Count * j + i] += h;
                }
            }
        }
    }

    /// <summary>A study without spread of its effect: a has mean 0 and variance 1, whatever the data.</summary>
    public void AddHomogeneous(in TwoArmDerivatives at)
    {
        Begin();
        Add(1, 0, at);
        _second[Count + 1] = at.Alpha * at.Alpha + at.AlphaAlpha;
        End(at.Own.Value);
    }
}
