using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>The methods of the application by the names they travel under.</summary>
internal sealed class WireMethods
{
    private readonly Dictionary<byte[], CallMethod>.AlternateLookup<ReadOnlySpan<byte>> _methods;

    public WireMethods(IEnumerable<CallMethod> methods)
    {
        var known = new Dictionary<byte[], CallMethod>(new ByBytes());
        foreach (var method in methods)
        {
            known[method.NameOnWire] = method;
        }

        _methods = known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Null for a method that only another version of the contract has.</summary>
    public CallMethod? Find(ReadOnlySpan<byte> name) => _methods.TryGetValue(name, out var method) ? method : null;

    public static string Describe(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name).Replace('\n', '.');

    private sealed class ByBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode((ReadOnlySpan<byte>)obj);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
