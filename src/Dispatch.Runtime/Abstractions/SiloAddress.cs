using System.Globalization;
using System.Net;
using Dispatch.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>A silo's endpoint and generation: a restarted silo is another silo.</summary>
[Immutable]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1036", Justification = "Stock Orleans has no operators here.")]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private readonly string _text;
    private readonly uint _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _text = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}@{generation}");
        _hash = StableHash.Of(_text);
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>Larger for a later life of the same endpoint.</summary>
    public int Generation { get; }

    public static SiloAddress New(IPEndPoint endpoint, int generation) => new(endpoint, generation);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new(address, port), generation);

    public static SiloAddress FromParsableString(string address)
    {
        var at = address.LastIndexOf('@');
        return new(IPEndPoint.Parse(address.AsSpan(0, at)), int.Parse(address.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    internal static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SiloAddress? address)
    {
        var at = text.LastIndexOf('@');
        var whole = at > 0 && IPEndPoint.TryParse(text.AsSpan(0, at), out var endpoint)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var generation)
            ? new SiloAddress(endpoint, generation)
            : null;
        address = whole;
        return whole is not null;
    }

    public string ToParsableString() => _text;

    public int GetConsistentHashCode() => unchecked((int)_hash);

    public bool Equals(SiloAddress? other) => other is not null && _hash == other._hash && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => unchecked((int)_hash);

    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(_text, other?._text);

    public override string ToString() => $"S{_text}";
}

/// <summary>A silo's place in its life.</summary>
public enum SiloStatus
{
    None,
    Created,
    Joining,
    Active,
    ShuttingDown,
    Stopping,
    Dead,
}
