namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

public class SelectionLikelihoodTests
{
    private static readonly double[] Yi = [0.8, 0.1, 0.45, -0.2, 1.3, 0.02];
    private static readonly double[] Vi = [0.1, 0.02, 0.05, 0.2, 0.3, 0.001];

    public static TheoryData<SelectionFunction, SelectionAlternative> Shapes()
    {
        var shapes = new TheoryData<SelectionFunction, SelectionAlternative>();
        foreach (var function in Enum.GetValues<SelectionFunction>())
        {
            foreach (var alternative in Enum.GetValues<SelectionAlternative>())
            {
                shapes.Add(function, alternative);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void At_EveryShape_AgreesWithBruteForceIntegration(SelectionFunction function, SelectionAlternative alternative)
    {
        var (likelihood, delta) = Make(function, alternative);

        var value = At(likelihood, 0.3, 0.04, delta);

        var expected = SelectionBruteForce.LogLikelihood(Yi, Vi, function, alternative, 0.3, 0.04, delta);
        Near.Equal(expected, value, function == SelectionFunction.Step ? 1e-4 : 1e-8, what: $"{function} {alternative}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void At_EveryShape_HasTheDerivativesOfItsDifferences(SelectionFunction function, SelectionAlternative alternative)
    {
        var (likelihood, delta) = Make(function, alternative);
        var q = 2 + delta.Length;
        double[] point = [0.3, 0.04, .. delta.Select(d => Math.Log(d))];
        var hessian = new double[q * q];
        var gradient = Gradient(point, hessian);
        for (var a = 0; a < q; a++)
        {
            const double h = 1e-5;
            double[] up = [.. point], down = [.. point];
            up[a] += h;
            down[a] -= h;
            Near.Equal((Value(up) - Value(down)) / (2 * h), gradient[a], 1e-6, 1e-6, $"{function} {alternative} gradient {a}");
            var (above, below) = (Gradient(up, new double[q * q]), Gradient(down, new double[q * q]));
            for (var b = 0; b < q; b++)
            {
                Near.Equal((above[b] - below[b]) / (2 * h), hessian[(a * q) + b], 1e-6, 1e-6, $"{function} {alternative} Hessian {a} {b}");
            }
        }

        double Value(double[] at) => At(likelihood, at[0], at[1], [.. at.Skip(2).Select(d => Math.Exp(d))]);
        double[] Gradient(double[] at, double[] second)
        {
            var first = new double[q];
            likelihood.At(at[0], at[1], at.Skip(2).Select(d => Math.Exp(d)).ToArray(), first, second);
            return first;
        }
    }

    [Fact]
    public void SelectionModel_NegativeEffectsFavoured_MirrorsPositiveOnes()
    {
        var greater = SmallStudyEffects.SelectionModel(new FunnelData(Yi, Vi), new SelectionModelOptions { Function = SelectionFunction.NegativeExponential });
        var less = SmallStudyEffects.SelectionModel(
            new FunnelData(Yi.Select(y => -y), Vi), new SelectionModelOptions { Function = SelectionFunction.NegativeExponential, Alternative = SelectionAlternative.Less });

        Near.Equal(greater.Adjusted!.Value!.Value, -less.Adjusted!.Value, 1e-6);
        Near.Equal(greater.LogLikelihood!.Value, less.LogLikelihood, 1e-9);
    }

    [Fact]
    public void SelectionModel_StepOutsideTheUnitInterval_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SmallStudyEffects.SelectionModel(new FunnelData(Yi, Vi), new SelectionModelOptions { Steps = [1.5] }));

    private static (SelectionLikelihood Likelihood, double[] Delta) Make(SelectionFunction function, SelectionAlternative alternative) => (
        new SelectionLikelihood(Yi, Vi, function, alternative, [0.025, 0.5]),
        function is SelectionFunction.Step or SelectionFunction.Beta ? [0.6, 1.7] : [2.5]);

    private static double At(SelectionLikelihood likelihood, double mean, double tau2, double[] delta) =>
        likelihood.At(mean, tau2, delta, new double[2 + delta.Length], new double[(2 + delta.Length) * (2 + delta.Length)]);
}
