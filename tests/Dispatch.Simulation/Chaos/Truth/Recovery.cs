using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Simulation.Chaos.Faults;
using Dispatch.Simulation.Chaos.People;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>
/// How long requests stood still because of a kill. Affected are those under way whose last commit was the killed silo's: they move again with
/// their next commit, by whomever. And those whose residents had to ask again: they move with the acknowledgement.
/// </summary>
internal sealed class Recovery
{
    private static readonly RequestState[] UnderWay = [RequestState.Submitted, RequestState.Matching, RequestState.Offered, RequestState.Assigned];

    private readonly Dictionary<string, (DateTimeOffset KilledAt, string Life)> _standing = [];
    private readonly Dictionary<string, string> _writers = [];
    private readonly Queue<Incident> _kills;

    public Recovery(IEnumerable<Incident> incidents) =>
        _kills = new(incidents.Where(incident => incident.Kind is FaultKind.KillSilo or FaultKind.KillWeb).OrderBy(incident => incident.At));

    /// <summary>How long each affected request stood, in milliseconds.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Requests that never moved again.</summary>
    public List<string> Stuck { get; } = [];

    /// <summary>Everything before this moment has been seen; kills before it take effect.</summary>
    public void Reach(DateTimeOffset at, IReadOnlyDictionary<string, Request> truth)
    {
        while (_kills.TryPeek(out var kill) && kill.At <= at)
        {
            _kills.Dequeue();
            foreach (var (id, writer) in _writers.Where(pair => pair.Value == kill.Life))
            {
                if (truth.TryGetValue(id, out var request) && UnderWay.Contains(request.State))
                {
                    _standing.TryAdd(id, (kill.At, writer));
                }
            }
        }
    }

    public void Committed(LoggedCommit commit)
    {
        if (_standing.Remove(commit.Key, out var stood))
        {
            Times.Add((commit.At - stood.KilledAt).TotalMilliseconds);
        }

        _writers[commit.Key] = commit.Writer;
    }

    public void Finish(IEnumerable<Acknowledgement> requests, IReadOnlyCollection<Incident> incidents)
    {
        Stuck.AddRange(_standing.Keys);
        foreach (var request in requests.Where(request => request.Tries > 1))
        {
            if (incidents.FirstOrDefault(it => it.Kind is FaultKind.KillSilo or FaultKind.KillWeb && it.At >= request.Planned && it.At < request.At)
                is { } kill)
            {
                Times.Add((request.At - kill.At).TotalMilliseconds);
            }
        }
    }
}
