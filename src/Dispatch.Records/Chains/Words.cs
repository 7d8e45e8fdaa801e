using System.Text;

namespace Dispatch.Records.Chains;

/// <summary>Remembers short texts that come again and again, so that reading a million entries does not make ten million strings.</summary>
internal sealed class Words
{
    private const int Places = 4_096;
    private readonly (byte[] Utf8, string Text)[] _known = new (byte[], string)[Places];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var place = ref _known[(uint)hash.ToHashCode() % Places];
        if (place.Utf8 is null || !utf8.SequenceEqual(place.Utf8))
        {
            place = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return place.Text;
    }
}
