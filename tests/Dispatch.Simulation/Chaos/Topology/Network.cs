using System.Net;
using System.Text;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>The network between the processes: every way to a silo, and every silo's way to PostgreSQL, leads through a lane that can be cut.</summary>
/// <remarks>
/// A cut is silence: what is sent vanishes, and whoever connects gets no answer. When it heals, connections that lived through it are reset; what
/// was sent into it never arrives late.
/// </remarks>
internal sealed class Network : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _nameOf = [];
    private readonly HashSet<string> _cut = [];
    private readonly HashSet<Passage> _passages = [];
    private readonly List<Lane> _lanes = [];

    /// <summary>A way to a silo: whoever connects says in its first words which silo it is, if it is one.</summary>
    public Lane ToSilo(string silo, IPEndPoint door, IPEndPoint behind)
    {
        lock (_gate)
        {
            _nameOf[$"{door}@"] = silo;
        }

        return Add(new Lane(door, behind, silo, this, asksWho: true));
    }

    /// <summary>A silo's own way to PostgreSQL.</summary>
    public Lane ToStore(string silo, IPEndPoint door, IPEndPoint behind) => Add(new Lane(door, behind, silo, this, asksWho: false));

    /// <summary>Cuts a silo off from everybody and from PostgreSQL.</summary>
    public void Cut(string silo)
    {
        lock (_gate)
        {
            _cut.Add(silo);
            foreach (var passage in _passages.Where(IsCut))
            {
                passage.Sever();
            }
        }
    }

    public void Heal(string silo)
    {
        List<Passage> severed;
        lock (_gate)
        {
            _cut.Remove(silo);
            severed = [.. _passages.Where(passage => passage.IsSevered)];
        }

        severed.ForEach(passage => passage.Dispose());
    }

    public void Enter(Passage passage)
    {
        lock (_gate)
        {
            _passages.Add(passage);
            if (IsCut(passage))
            {
                passage.Sever();
            }
        }
    }

    public void Leave(Passage passage)
    {
        lock (_gate)
        {
            _passages.Remove(passage);
        }
    }

    /// <summary>The silo whose address stands in the first words of a connection, other than the one that is called; null for a client.</summary>
    public string? Caller(ReadOnlySpan<byte> words, string called)
    {
        var text = Encoding.Latin1.GetString(words);
        lock (_gate)
        {
            return _nameOf.Where(pair => pair.Value != called && text.Contains(pair.Key, StringComparison.Ordinal)).Select(pair => pair.Value).FirstOrDefault();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }

        List<Passage> left;
        lock (_gate)
        {
            left = [.. _passages];
        }

        left.ForEach(passage => passage.Dispose());
    }

    private bool IsCut(Passage passage) => _cut.Contains(passage.Owner) || (passage.Caller is { } caller && _cut.Contains(caller));

    private Lane Add(Lane lane)
    {
        _lanes.Add(lane);
        return lane;
    }
}
