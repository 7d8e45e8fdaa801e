using System.Diagnostics.Metrics;
using Dispatch.Operations.Metrics;
using Shouldly;

namespace Dispatch.Operations.Tests;

/// <summary>What instruments say, as a collector reads it.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly Meter _meter = new($"Dispatch.Tests.{Guid.NewGuid():N}");
    private readonly MetricStore _store = new();

    public void Dispose()
    {
        _store.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_WithTags_IsATotalPerLabelSet()
    {
        var counter = _meter.CreateCounter<long>("tests-calls.made", null, "Calls \\ made\nhere.");
        counter.Add(2, new KeyValuePair<string, object?>("type", "request"));
        counter.Add(3, new KeyValuePair<string, object?>("type", "request"));
        counter.Add(1, new KeyValuePair<string, object?>("type", "zone"));

        var family = Read("tests_calls_made_total");

        (family.Type, family.Help).ShouldBe(("counter", @"Calls \\ made\nhere."));
        family.Samples.Select(it => (it.Labels["type"], it.Value)).ShouldBe([("request", 5), ("zone", 1)]);
    }

    [Fact]
    public void Label_WithQuotesBackslashesAndBreaks_IsReadBackAsItWas()
    {
        const string Odd = "a \"b\" \\ c\nd";
        _meter.CreateCounter<int>("tests-odd").Add(1, new KeyValuePair<string, object?>("odd.key-1", Odd));

        Read("tests_odd_total").Samples.ShouldHaveSingleItem().Labels.ShouldBe(new Dictionary<string, string> { ["odd_key_1"] = Odd });
    }

    [Fact]
    public void Histogram_InMilliseconds_HasRisingBucketsSumAndCount()
    {
        var histogram = _meter.CreateHistogram<double>("tests-latency", "ms");
        foreach (var value in new[] { 0.05, 1, 3, 3, 60_000 })
        {
            histogram.Record(value);
        }

        var family = Read("tests_latency_milliseconds");

        family.Type.ShouldBe("histogram");
        var buckets = family.Samples.Where(it => it.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
        buckets.Select(it => it.Value).ShouldBeInOrder();
        buckets.Single(it => it.Labels["le"] == "1").Value.ShouldBe(2);
        buckets.Single(it => it.Labels["le"] == "5").Value.ShouldBe(4);
        buckets[^1].ShouldSatisfyAllConditions(it => it.Labels["le"].ShouldBe("+Inf"), it => it.Value.ShouldBe(5));
        family.Samples.Single(it => it.Name.EndsWith("_sum", StringComparison.Ordinal)).Value.ShouldBe(60_007.05, 0.001);
        family.Samples.Single(it => it.Name.EndsWith("_count", StringComparison.Ordinal)).Value.ShouldBe(5);
    }

    [Fact]
    public void Histogram_WithAdvice_HasTheBoundsItWasAdvised()
    {
        _meter.CreateHistogram("tests-advised", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [2, 4] }).Record(3);

        Read("tests_advised_seconds").Samples.Where(it => it.Labels.ContainsKey("le")).Select(it => (it.Labels["le"], it.Value))
            .ShouldBe([("2", 0), ("4", 1), ("+Inf", 1)]);
    }

    [Fact]
    public void Gauge_ThatIsAsked_ShowsWhatIsThereNowOnly()
    {
        var there = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("tests-living", () => there.Select(it => new Measurement<int>(1, new KeyValuePair<string, object?>("type", it))));
        Read("tests_living").Samples.Count.ShouldBe(2);

        there.Remove("a");

        Read("tests_living").Samples.ShouldHaveSingleItem().Labels["type"].ShouldBe("b");
    }

    [Fact]
    public void Instruments_OfTheSameName_AddUpInsteadOfStandingTwice()
    {
        using var other = new Meter($"Dispatch.Tests.{Guid.NewGuid():N}");
        _meter.CreateObservableGauge("tests-twice", () => 2);
        other.CreateObservableGauge("tests-twice", () => 3);

        Read("tests_twice").Samples.ShouldHaveSingleItem().Value.ShouldBe(5);
        Read("tests_twice").Samples.ShouldHaveSingleItem().Value.ShouldBe(5);
    }

    [Fact]
    public void Labels_WithoutEnd_AreCutOffAndCounted()
    {
        var counter = _meter.CreateCounter<long>("tests-many");
        for (var index = 0; index < MetricStore.MostSeries + 50; index++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", index));
        }

        Read("tests_many_total").Samples.Count.ShouldBe(MetricStore.MostSeries);
        Read("dispatch_metrics_dropped_total").Samples.ShouldHaveSingleItem().Value.ShouldBeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public void Labels_InAnotherOrder_AreTheSameSeries()
    {
        var counter = _meter.CreateCounter<long>("tests-order");
        counter.Add(1, new KeyValuePair<string, object?>("a", 1), new KeyValuePair<string, object?>("b", 2));
        counter.Add(1, new KeyValuePair<string, object?>("b", 2), new KeyValuePair<string, object?>("a", 1));

        Read("tests_order_total").Samples.ShouldHaveSingleItem().Value.ShouldBe(2);
    }

    [Fact]
    public void Measurement_OfKnownTags_MakesNothingNew()
    {
        var histogram = _meter.CreateHistogram<double>("tests-cheap", "ms");
        KeyValuePair<string, object?> tag = new("type", "request");
        histogram.Record(1, tag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1000; index++)
        {
            histogram.Record(1, tag);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Meters_OfOthers_AreNotListenedTo()
    {
        using var database = new Meter("Npgsql");
        database.CreateCounter<long>("tests-foreign").Add(1);

        PrometheusReader.Read(PrometheusText.Write(_store, [])).ShouldNotContainKey("tests_foreign_total");
    }

    [Theory]
    [InlineData(0.5, 2.0)]
    [InlineData(0.99, 9.84)]
    public void Quantile_BetweenBounds_IsSpreadEvenly(double share, double expected) =>
        new Distribution([1, 2, 10], [25, 25, 50, 0]).Quantile(share)!.Value.ShouldBe(expected, 0.001);

    [Fact]
    public void Quantile_AboveAllBoundsOrOfNothing_IsTheLastBoundOrUnknown()
    {
        new Distribution([1, 2], [0, 0, 5]).Quantile(0.99).ShouldBe(2);
        new Distribution([1, 2], [0, 0, 0]).Quantile(0.99).ShouldBeNull();
        Distribution.Empty.Quantile(0.5).ShouldBeNull();
    }

    private Family Read(string name) => PrometheusReader.Read(PrometheusText.Write(_store, []))[name];
}
