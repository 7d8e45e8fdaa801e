namespace Dispatch.Benchmarks.Peers;

/// <summary>What each had in each of its turns; a rival of several client counts is compared at its best one.</summary>
internal sealed class Turns
{
    private const string Ours = "ours";
    private readonly Dictionary<string, List<Pace>> _of = [];

    public void Add(string who, Pace pace)
    {
        if (!_of.TryGetValue(who, out var paces))
        {
            paces = _of[who] = [];
        }

        paces.Add(pace);
    }

    public void Report(Figures figures, string key)
    {
        foreach (var (who, paces) in _of)
        {
            figures.Median($"{key}.{who}.per_s", [.. paces.Select(pace => pace.PerSecond)]);
            figures.Median($"{key}.{who}.p99_ms", [.. paces.Select(pace => pace.P99Ms)]);
        }

        foreach (var rival in _of.Keys.Select(who => who.Split('.')[0]).Distinct().Where(rival => rival != Ours))
        {
            var best = _of.Keys.Where(who => who.Split('.')[0] == rival).MaxBy(who => Middle(who, pace => pace.PerSecond))!;
            figures.Median($"{key}.ratio.{rival}", [.. _of[Ours].Zip(_of[best], (ours, theirs) => ours.PerSecond / theirs.PerSecond)]);
            figures.Median($"{key}.p99_ratio.{rival}", [.. _of[Ours].Zip(_of[best], (ours, theirs) => ours.P99Ms / theirs.P99Ms)]);
        }
    }

    private double Middle(string who, Func<Pace, double> of) => Figures.Middle([.. _of[who].Select(of).Order()]);
}
