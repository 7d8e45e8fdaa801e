using System.Text;
using Dispatch.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>A name in an identity, with a hash that is the same in every process.</summary>
[Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;
    private readonly int _hash;

    private IdSpan(string text)
    {
        _text = text;
        _hash = unchecked((int)StableHash.Of(text));
    }

    public bool IsDefault => string.IsNullOrEmpty(_text);

    public ReadOnlyMemory<byte> Value => Encoding.UTF8.GetBytes(_text ?? "");

    public static IdSpan Create(string id) => new(id);

    public ReadOnlySpan<byte> AsSpan() => Value.Span;

    public uint GetUniformHashCode() => unchecked((uint)_hash);

    public bool Equals(IdSpan other) => _hash == other._hash && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hash;

    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public static bool operator <(IdSpan left, IdSpan right) => left.CompareTo(right) < 0;

    public static bool operator >(IdSpan left, IdSpan right) => left.CompareTo(right) > 0;

    public static bool operator <=(IdSpan left, IdSpan right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IdSpan left, IdSpan right) => left.CompareTo(right) >= 0;
}
