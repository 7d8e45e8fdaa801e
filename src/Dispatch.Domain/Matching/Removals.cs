namespace Dispatch.Domain.Matching;

/// <summary>Remembers who was taken out at which version, so that a card that was under way is not entered again.</summary>
/// <remarks>Remembers at least the latest <see cref="Remembered"/>; an older straggler costs one offer that its own grain refuses.</remarks>
internal sealed class Removals
{
    public const int Remembered = 2_048;

    private Dictionary<string, long> recent = new(StringComparer.Ordinal);
    private Dictionary<string, long> earlier = new(StringComparer.Ordinal);

    public void Note(string id, long version)
    {
        var newest = Math.Max(version, VersionOf(id));
        earlier.Remove(id);
        recent[id] = newest;
        if (recent.Count >= Remembered)
        {
            (recent, earlier) = (new(StringComparer.Ordinal), recent);
        }
    }

    /// <summary>Whether a card of this version was already taken out by a newer word.</summary>
    public bool Supersede(string id, long version) => VersionOf(id) > version;

    public void Forget(string id)
    {
        recent.Remove(id);
        earlier.Remove(id);
    }

    private long VersionOf(string id) =>
        recent.TryGetValue(id, out var version) || earlier.TryGetValue(id, out version) ? version : long.MinValue;
}
