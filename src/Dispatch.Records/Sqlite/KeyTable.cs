using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Dispatch.Records.Sqlite;

/// <summary>Numbers the texts of a column as they come, so that a row costs no string. 0: missing.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<byte[], long> _numbers;
    private readonly Dictionary<byte[], long>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<string?> _names = [null];

    public KeyTable()
    {
        _numbers = new Dictionary<byte[], long>(new Utf8());
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public long Of(ReadOnlySpan<byte> utf8, bool isMissing)
    {
        if (isMissing)
        {
            return 0;
        }

        if (!_lookup.TryGetValue(utf8, out var number))
        {
            number = _names.Count;
            _numbers[utf8.ToArray()] = number;
            _names.Add(Encoding.UTF8.GetString(utf8));
        }

        return number;
    }

    public string? Name(long number) => _names[(int)number];

    private sealed class Utf8 : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());
    }
}
