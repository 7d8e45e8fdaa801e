using Dispatch.Domain.Curves;
using Shouldly;

namespace Dispatch.Domain.Tests.Curves;

/// <summary>The average and its limits are those of the literature.</summary>
public sealed class EwmaTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Variance_OfWeeksThatVaryAlike_IsTheClosedForm(double lambda)
    {
        const double Sigma = 1.7;
        var ewma = Ewma.Start(4);
        for (var week = 1; week <= 60; week++)
        {
            ewma = ewma.Next(4, Sigma * Sigma, lambda);

            var closed = Sigma * Sigma * lambda / (2 - lambda) * (1 - Math.Pow(1 - lambda, 2 * week));
            ewma.Variance.ShouldBe(closed, 1e-12);
            ewma.Value.ShouldBe(4, 1e-12);
        }
    }

    /// <summary>Roberts' average is the weighted sum of all weeks; here written out by hand for three.</summary>
    [Fact]
    public void Value_OfThreeWeeks_IsTheirWeightedSum() =>
        Ewma.Start(10).Next(12, 1, 0.2).Next(8, 1, 0.2).Next(20, 1, 0.2).Value
            .ShouldBe((0.2 * 20) + (0.2 * 0.8 * 8) + (0.2 * 0.64 * 12) + (0.512 * 10), 1e-12);

    /// <summary>The shipped pair alarms about once in 500 weeks of mere chance, on either side together.</summary>
    [Fact]
    public void Limits_AsShipped_AlarmByChanceAboutOnceInFiveHundredWeeks()
    {
        var settings = CurveSettings.Parse(DataFiles.Text("care/curve.json"));
        var chance = new Random(7);
        const int Runs = 3_000;
        var weeks = Enumerable.Range(0, Runs).Sum(_ => (double)WeeksUntilAlarm(chance, settings));

        (weeks / Runs).ShouldBeInRange(450, 550);
    }

    private static int WeeksUntilAlarm(Random chance, CurveSettings settings)
    {
        var ewma = Ewma.Start(0);
        for (var week = 1; ; week++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
            ewma = ewma.Next(normal, 1, settings.Lambda);
            if (Math.Abs(ewma.Value) > ewma.Reach(settings.Limit))
            {
                return week;
            }
        }
    }
}
