using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Grains.Storage;

/// <summary>
/// Writes the row at hand of this thread from what has changed: records never change, so one that stood in the last row of its actor is copied from there.
/// Most of a row is history; writing it as JSON once more cost more than everything else that a commit does.
/// </summary>
/// <remarks>Parts are remembered only at the outermost level at which they can be, and only as long as the collector lets the last row live.</remarks>
internal sealed class RowPen
{
    /// <summary>How far from where the last part stood the next is looked for: lists gain and lose a few entries at their ends.</summary>
    private const int Reach = 3;

    [ThreadStatic]
    private static RowPen? _kept;

    [ThreadStatic]
    private static RowPen? _current;

    private readonly List<RowPart> _parts = [];
    private RowMemory? _last;
    private int _next;
    private bool _within;

    /// <summary>The pen that may copy the value that is about to be written; null: nothing is remembered here.</summary>
    public static RowPen? Current => _current is { _within: false } pen ? pen : null;

    /// <summary>Writes a row, with the last one of the same actor at hand.</summary>
    public static byte[] Write(IStored row, Func<byte[]> write)
    {
        var pen = _current = _kept ??= new RowPen();
        pen._last = row.Memory is { } known && known.TryGetTarget(out var memory) ? memory : null;
        try
        {
            var bytes = write();
            pen.Remember(row, bytes);
            return bytes;
        }
        finally
        {
            (pen._last, pen._next, pen._within) = (null, 0, false);
            pen._parts.Clear();
            _current = null;
        }
    }

    /// <summary>In builds for tests: what was copied is what would have been written.</summary>
    [Conditional("DEBUG")]
    public static void Check(byte[] row, Func<byte[]> write) => Debug.Assert(row.AsSpan().SequenceEqual(write()), "A part of a row was changed after it was written.");

    /// <summary>Writes a part: copied if the last row has it, as JSON otherwise.</summary>
    public void Write<T>(Utf8JsonWriter writer, T value, JsonTypeInfo<T> type)
        where T : class
    {
        var start = Position(writer);
        if (Find(value) is { } place)
        {
            writer.WriteRawValue(_last!.Row.AsSpan(_last.Parts[place].Start, _last.Parts[place].Length), skipInputValidation: true);
            _next = place + 1;
        }
        else
        {
            _within = true;
            JsonSerializer.Serialize(writer, value, type);
            _within = false;
        }

        _parts.Add(new(value, start, Position(writer) - start));
    }

    private int? Find(object value)
    {
        if (_last is { } last)
        {
            for (var place = Math.Max(0, _next - 1); place < Math.Min(_next + Reach, last.Parts.Length); place++)
            {
                if (ReferenceEquals(last.Parts[place].Value, value))
                {
                    return place;
                }
            }
        }

        return null;
    }

    private void Remember(IStored row, byte[] bytes)
    {
        if (_parts.Count == 0)
        {
            return;
        }

        var parts = new RowPart[_parts.Count];
        for (var place = 0; place < parts.Length; place++)
        {
            // In a list the comma before a value is written together with it.
            var part = _parts[place];
            parts[place] = bytes[part.Start] == (byte)',' ? part with { Start = part.Start + 1, Length = part.Length - 1 } : part;
        }

        var memory = new RowMemory(bytes, parts);
        if (row.Memory is { } known)
        {
            known.SetTarget(memory);
        }
        else
        {
            row.Memory = new(memory);
        }
    }

    private static int Position(Utf8JsonWriter writer) => (int)writer.BytesCommitted + writer.BytesPending;
}
