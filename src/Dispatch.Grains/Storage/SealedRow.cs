using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispatch.Grains.Storage;

/// <summary>
/// The sealed members of the row that this thread writes or reads. They are gathered and sealed together, since a seal costs the same for one
/// member as for fifty; where they stood the row has their number.
/// </summary>
internal sealed class SealedRow
{
    /// <summary>How a row begins that has sealed members: they come first, so that they are open when the row refers to them.</summary>
    private static readonly byte[] Head = [.. "{\"sealed\":\""u8];

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static SealedRow? _kept;

    [ThreadStatic]
    private static SealedRow? _current;

    private readonly ArrayBufferWriter<byte> _members = new();
    private readonly List<(int Start, int Length)> _places = [];
    private byte[] _opened = [];
    private int _count;
    private Utf8JsonWriter? _writer;
    private bool _within;
    private bool _blind;

    /// <summary>The row at hand; null: none is written or read with a seal.</summary>
    public static SealedRow? Current => _current;

    /// <summary>Inside of a sealed member: what is sealed there goes with it.</summary>
    public bool Within => _within;

    /// <summary>Nobody holds the keys: sealed members read as missing.</summary>
    public bool IsBlind => _blind;

    /// <summary>Writes a row and seals what it gathered.</summary>
    public static byte[] Write(Func<byte[]> write, Func<byte[], byte[]> seal)
    {
        var row = Begin();
        row._writer ??= new Utf8JsonWriter(row._members, Plain);
        row._writer.Reset(row._members);
        row._writer.WriteStartArray();
        try
        {
            var rest = write();
            if (row._count == 0)
            {
                return rest;
            }

            row._writer.WriteEndArray();
            row._writer.Flush();
            return Join(seal(row._members.WrittenSpan.ToArray()), rest);
        }
        finally
        {
            row.End();
        }
    }

    /// <summary>Reads a row whose sealed members were opened; null: nobody can open them.</summary>
    public static T Read<T>(byte[]? members, Func<T> read)
    {
        var row = Begin();
        try
        {
            row._blind = members is null;
            row.Find(members ?? []);
            return read();
        }
        finally
        {
            row.End();
        }
    }

    /// <summary>The sealed members of a row, as they lie in the store; false: it has none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> row, [NotNullWhen(true)] out byte[]? box)
    {
        box = null;
        if (!row.StartsWith(Head))
        {
            return false;
        }

        var text = row[Head.Length..];
        text = text[..text.IndexOf((byte)'"')];
        box = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, box, out _, out var length) != OperationStatus.Done)
        {
            throw new InvalidDataException("The sealed members of a row are no base 64.");
        }

        Array.Resize(ref box, length);
        return true;
    }

    /// <summary>Gathers a member; answers its number.</summary>
    public int Add<T>(T value, JsonSerializerOptions options)
    {
        _within = true;
        JsonSerializer.Serialize(_writer!, value, options);
        _within = false;
        return _count++;
    }

    /// <summary>A member by its number.</summary>
    public T? Get<T>(int number, JsonSerializerOptions options)
    {
        if (number < 0 || number >= _places.Count)
        {
            throw new JsonException($"The row refers to sealed member {number} and has {_places.Count}.");
        }

        _within = true;
        var (start, length) = _places[number];
        var value = JsonSerializer.Deserialize<T>(_opened.AsSpan(start, length), options);
        _within = false;
        return value;
    }

    private static SealedRow Begin()
    {
        var row = _kept ??= new SealedRow();
        _current = row;
        return row;
    }

    private static byte[] Join(byte[] box, byte[] rest)
    {
        var length = Base64.GetMaxEncodedToUtf8Length(box.Length);
        var row = new byte[Head.Length + length + 1 + rest.Length];
        Head.CopyTo(row, 0);
        Base64.EncodeToUtf8(box, row.AsSpan(Head.Length), out _, out var written);
        var place = Head.Length + written;
        row[place++] = (byte)'"';

        // The comma stands where the rest has its brace.
        rest.CopyTo(row, place);
        row[place] = (byte)',';
        return row;
    }

    private void Find(byte[] members)
    {
        _opened = members;
        if (members.Length == 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(members);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _places.Add((start, (int)reader.BytesConsumed - start));
        }
    }

    private void End()
    {
        _current = null;
        (_opened, _count, _within, _blind) = ([], 0, false, false);
        _places.Clear();

        // The plain members are wiped, and a buffer that one large row has made is not kept for ever.
        _members.Clear();
        if (_members.Capacity > 1 << 16)
        {
            _kept = null;
        }
    }
}
