using System.Globalization;
using System.Text.Json;
using Dispatch.Simulation.Chaos.Faults;
using Dispatch.Simulation.Chaos.People;
using Dispatch.Simulation.Chaos.Truth;

namespace Dispatch.Simulation.Chaos;

/// <summary>The figures of a run, printed and as a flat object.</summary>
internal sealed class Report
{
    private static readonly string[] Named = ["I1", "I2", "I3", "I4"];
    private static readonly TimeSpan AfterStore = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<(string Key, double Value, string Words, double? Limit)> _figures = [];

    public Report(Span load, Histories histories, Residents residents, Caller caller, Trouble trouble, Verdict verdict)
    {
        var stores = trouble.Incidents.Where(it => it.Kind == FaultKind.RestartStore).Select(it => new Span(it.At, it.Known + AfterStore)).ToList();
        var silences = trouble.Incidents.Where(it => it.Kind is FaultKind.PauseSilo or FaultKind.CutSilo).Select(it => new Span(it.At, it.Known)).ToList();
        var timed = histories.Requests.Where(it => it.Planned >= load.From).ToList();
        var times = timed.Select(it => (it.At - it.Planned).TotalMilliseconds).ToList();
        var seconds = (load.To - load.From).TotalSeconds;
        Add("acknowledged.requests", histories.Requests.Count, "requests acknowledged");
        Add("acknowledged.answers", histories.Answers, "answers acknowledged");
        Add("accepted.answers", histories.Accepts.Count, "of them acceptances: dispatches completed");
        Add("lost", verdict.Found.Count(it => it.Promise is "I3" or "I4"), "acknowledged and lost (I3, I4)", 0);
        Add("doubly_assigned", verdict.Found.Count(it => it.Promise == "I1"), "doubly assigned (I1)", 0);
        Add("over_capacity", verdict.Found.Count(it => it.Promise == "I2"), "over capacity (I2)", 0);
        Add("stale_commits", verdict.Stale.Count, "stale commits", 0);
        Add("other_promises", verdict.Found.Count(it => !Named.Contains(it.Promise)), "other promises broken (I5, I6, I7, I8, sets, leftovers)", 0);
        Add("zombies", trouble.Broken.Count, "processes that ended otherwise than they must", 0);
        Add("stuck", verdict.Recovery.Stuck.Count, "affected requests that never moved again", 0);
        Add("failed_requests", histories.Unheard, "requests that failed in spite of the client's retry", 0);
        Add("faults", caller.Faults.Values.Sum(), "calls that ended in a fault or never", 0);
        var gap = Gaps.Longest(histories.Accepts, load, [.. stores, .. silences]);
        Add("longest_gap_ms", gap.TotalMilliseconds, "longest time without a completed dispatch, ms", 3_000);
        Add("store_gap_ms", Gaps.LongestTouching(histories.Accepts, load, stores).TotalMilliseconds, "the same around the store's absence, ms");
        Add("silent_gap_ms", Gaps.LongestTouching(histories.Accepts, load, silences).TotalMilliseconds, "the same while a silent silo was not yet known, ms");
        Add("store_resume_ms", Resume(trouble, histories), "from the store's return to the next completed dispatch, ms", 5_000);
        Add("recovery_p50_ms", At(verdict.Recovery.Times, 0.5), $"recovery of {verdict.Recovery.Times.Count} requests affected by a kill, median, ms");
        Add("recovery_p99_ms", At(verdict.Recovery.Times, 0.99), "recovery, p99, ms", 10_000);
        Add("offered_rate", timed.Count(it => it.Planned <= load.To) / seconds, "requests per second offered");
        Add("acknowledged_rate", histories.Requests.Count(it => it.At > load.From && it.At <= load.To) / seconds, "acknowledged per second while they came");
        Add("post_p50_ms", At(times, 0.5), "from the planned moment to the acknowledgement, median, ms");
        Add("post_p99_ms", At(times, 0.99), "the same, p99, ms");
        Add("lateness_p99_ms", At(residents.LatenessMs, 0.99), "of it the driver's own lateness, p99, ms");
        Add("repeats", caller.Repeats, "tries repeated after a 503 or a lost connection");
        Add("commits", verdict.Commits, "commits checked");
        Add("entries", verdict.Entries, "entries of the service record verified");
        Add("incidents", trouble.Incidents.Count, "faults done");
    }

    /// <summary>Whether a promise was broken; a limit on time that was missed is shown and breaks none.</summary>
    public bool IsBroken => _figures.Any(figure => figure.Limit is 0 && figure.Value > 0);

    public void Print()
    {
        foreach (var (key, value, words, limit) in _figures)
        {
            var verdict = limit is not { } most ? "" : value <= most ? "  kept" : most == 0 ? "  BROKEN" : "  MISSED";
            var bound = limit is > 0 ? string.Create(CultureInfo.InvariantCulture, $" (at most {limit:0})") : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-22} {value,10:0.#}  {words}{bound}{verdict}"));
        }
    }

    public string Json() => JsonSerializer.Serialize(
        _figures.ToDictionary(figure => figure.Key, figure => double.IsFinite(figure.Value) ? Math.Round(figure.Value, 1) : (double?)null),
        Indented) + "\n";

    private static double Resume(Trouble trouble, Histories histories) => trouble.Incidents.Where(it => it.Kind == FaultKind.RestartStore)
        .Select(it => histories.Accepts.Select(at => (at - it.Known).TotalMilliseconds).Where(after => after > 0).DefaultIfEmpty(double.PositiveInfinity).Min())
        .DefaultIfEmpty().Max();

    private static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private void Add(string key, double value, string words, double? limit = null) => _figures.Add((key, value, words, limit));
}
