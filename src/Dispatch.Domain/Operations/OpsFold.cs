using System.Collections.Immutable;
using Dispatch.Contracts.Operations;

namespace Dispatch.Domain.Operations;

/// <summary>Folds the reports of all processes into one picture.</summary>
public sealed class OpsFold
{
    /// <summary>How often a process reports.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <summary>Three reports are missing: something is wrong.</summary>
    public static readonly TimeSpan Patience = Pace * 3;

    /// <summary>For so long a process that has fallen silent is shown.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private const int MostChanges = 100;

    private readonly Dictionary<string, (ProcessReport Report, DateTimeOffset At)> _heard = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Silo, MembershipEvent Event), MembershipChange> _history = [];

    /// <summary>Takes a report in place of the sender's last.</summary>
    public void Hear(ProcessReport report, DateTimeOffset now)
    {
        _heard[report.Address] = (report, now);
        foreach (var change in report.View?.History ?? [])
        {
            // Every silo tells the same change, each at its own moment: the first that saw it is right.
            var key = (change.Silo, change.Event);
            if (!_history.TryGetValue(key, out var known) || change.At < known.At)
            {
                _history[key] = change;
            }
        }

        Forget(now);
    }

    /// <summary>The picture at a moment.</summary>
    public OpsView View(DateTimeOffset now)
    {
        Forget(now);
        var view = Newest(now);
        var known = _heard.Values.Where(heard => !IsReplaced(heard.Report.Address, heard.Report.StartedAt))
            .Select(heard => new ProcessView(heard.Report.Address, State(heard.Report, heard.At, view, now), heard.At, heard.Report));
        var unheard = (view is null ? [] : view.Silos.Concat(view.Leaving)).Where(silo => !_heard.ContainsKey(silo))
            .Select(silo => new ProcessView(silo, ProcessState.Silent, null, null));
        var gone = _history.Values.Where(change => change.Event == MembershipEvent.Gone && now - change.At < Memory && !_heard.ContainsKey(change.Silo))
            .Where(change => !IsReplaced(change.Silo, change.At)).Select(change => new ProcessView(change.Silo, ProcessState.Gone, null, null));
        return new OpsView(
            now,
            [.. known.Concat(unheard).Concat(gone).OrderBy(it => it.Report?.Kind ?? ProcessKind.Silo)
                .ThenBy(it => it.Report?.Name ?? "", StringComparer.Ordinal).ThenBy(it => it.Address, StringComparer.Ordinal)],
            [.. _history.Values.OrderByDescending(change => change.At).ThenBy(change => change.Silo, StringComparer.Ordinal).Take(MostChanges)]);
    }

    /// <summary>A later life at the same endpoint reports: what became of the earlier one is history.</summary>
    private bool IsReplaced(string address, DateTimeOffset at) => _heard.Values.Any(other =>
        other.Report.Address != address && Endpoint(other.Report.Address) == Endpoint(address) && other.Report.StartedAt > at);

    private static string Endpoint(string address) => address.Split('@')[0];

    private static ProcessState State(ProcessReport report, DateTimeOffset at, MembershipView? view, DateTimeOffset now) =>
        report.View is not null && view is not null && !view.Silos.Contains(report.Address) && !view.Leaving.Contains(report.Address) ? ProcessState.Gone
        : now - at >= Patience ? ProcessState.Silent
        : view?.Leaving.Contains(report.Address) == true ? ProcessState.Leaving
        : ProcessState.Running;

    /// <summary>The newest view of those that still report; a silo that was cut off may hold an old one.</summary>
    private MembershipView? Newest(DateTimeOffset now) =>
        _heard.Values.Where(heard => now - heard.At < Patience).Select(heard => heard.Report.View).MaxBy(view => view?.Version ?? -1);

    private void Forget(DateTimeOffset now)
    {
        foreach (var address in _heard.Where(heard => now - heard.Value.At >= Memory).Select(heard => heard.Key).ToList())
        {
            _heard.Remove(address);
        }

        foreach (var key in _history.Values.OrderByDescending(change => change.At).Skip(MostChanges).Select(change => (change.Silo, change.Event)).ToList())
        {
            _history.Remove(key);
        }
    }
}
