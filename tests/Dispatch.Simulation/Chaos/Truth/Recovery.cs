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

    private const int Told = 5;

    private readonly Dictionary<string, (DateTimeOffset KilledAt, Request Was)> _standing = [];
    private readonly List<(double Ms, string What)> _stood = [];
    private readonly Dictionary<string, string> _writers = [];
    private readonly Queue<Incident> _kills;

    public Recovery(IEnumerable<Incident> incidents) =>
        _kills = new(incidents.Where(incident => incident.Kind is FaultKind.KillSilo or FaultKind.KillWeb).OrderBy(incident => incident.At));

    /// <summary>How long each affected request stood, in milliseconds.</summary>
    public List<double> Times => [.. _stood.Select(each => each.Ms)];

    /// <summary>Those that stood longest, and what they waited for.</summary>
    public IEnumerable<string> Slowest => _stood.OrderByDescending(each => each.Ms).Take(Told).Select(each => $"{each.Ms:0} ms: {each.What}");

    /// <summary>Requests that never moved again.</summary>
    public List<string> Stuck { get; } = [];

    /// <summary>Everything before this moment has been seen; kills before it take effect.</summary>
    public void Reach(DateTimeOffset at, IReadOnlyDictionary<string, Request> truth)
    {
        while (_kills.TryPeek(out var kill) && kill.At <= at)
        {
            _kills.Dequeue();
            foreach (var (id, _) in _writers.Where(pair => pair.Value == kill.Life))
            {
                if (truth.TryGetValue(id, out var request) && UnderWay.Contains(request.State))
                {
                    _standing.TryAdd(id, (kill.At, request));
                }
            }
        }
    }

    public void Committed(LoggedCommit commit)
    {
        if (_standing.Remove(commit.Key, out var stood))
        {
            var was = stood.Was;
            _stood.Add(((commit.At - stood.KilledAt).TotalMilliseconds, FormattableString.Invariant(
                $"{commit.Key} {was.State} v{was.Version} {was.Lane}, {was.Assignments.Length} assigned, deadline {was.Deadline:HH:mm:ss}, killed {stood.KilledAt:HH:mm:ss.f}")));
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
                _stood.Add(((request.At - kill.At).TotalMilliseconds, FormattableString.Invariant(
                    $"{request.Id} asked for again, {request.Tries} tries, killed {kill.At:HH:mm:ss.f}")));
            }
        }
    }
}
