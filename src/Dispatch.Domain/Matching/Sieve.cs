using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dispatch.Domain.Matching;

/// <summary>Sifts the columns by a probe's bits, eight slots at a time.</summary>
internal readonly ref struct Sieve
{
    /// <summary>Slots sifted at once; the columns end with as many empty slots, so that a block may begin at any.</summary>
    public const int Block = 8;

    private readonly ref ulong keys;
    private readonly ref ulong week;
    private readonly ulong all;
    private readonly ulong any;
    private readonly ulong hours;
    private readonly ulong onDuty;
    private readonly bool isExact;
    private readonly WeekMask rest;
    private readonly CardTable table;

    public Sieve(CardTable table, Probe probe)
    {
        this.table = table;
        (all, any, onDuty, isExact) = (probe.All, probe.Any, probe.OnDuty, probe.IsExact);
        keys = ref MemoryMarshal.GetArrayDataReference(table.Keys);

        // A task mostly lies within one word of the week; only that word's column is read, the others after it when there are any.
        var asked = probe.Hours;
        if (asked.First != 0)
        {
            (hours, rest) = (asked.First, asked with { First = 0 });
            week = ref MemoryMarshal.GetArrayDataReference(table.First);
        }
        else if (asked.Second != 0)
        {
            (hours, rest) = (asked.Second, asked with { Second = 0 });
            week = ref MemoryMarshal.GetArrayDataReference(table.Second);
        }
        else
        {
            hours = asked.Third;
            week = ref MemoryMarshal.GetArrayDataReference(table.Third);
        }
    }

    /// <summary>Goes on from the slot to the next block in which anybody before the end has all bits, and is on duty or open by calendar; one bit for each who is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ref int slot, int end, out uint hits)
    {
        for (; slot < end; slot += Block)
        {
            hits = Vector512.IsHardwareAccelerated ? Pass(slot) : PassHalf(slot) | PassHalf(slot + Block / 2) << Block / 2;
            hits &= end - slot < Block ? (1u << (end - slot)) - 1 : uint.MaxValue;
            if (hits != 0)
            {
                return true;
            }
        }

        hits = 0;
        return false;
    }

    /// <summary>Whether the slot's station is asked, and its calendar open in the other words of the week.</summary>
    public bool IsOfStation(int slot)
    {
        var key = table.Keys[slot];
        return (key & any) != 0 && (rest == default || (key & onDuty) != 0
            || ((table.Second[slot] & rest.Second) == rest.Second && (table.Third[slot] & rest.Third) == rest.Third));
    }

    /// <summary>Whether the bits alone say that the responder passes every gate but range and exclusion by name.</summary>
    public bool Decides(int slot) => isExact && (table.Keys[slot] & Traits.Plain) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Pass(int slot)
    {
        var (key, need) = (Vector512.LoadUnsafe(ref keys, (nuint)slot), Vector512.Create(all));
        var fit = Vector512.Equals(key & need, need).ExtractMostSignificantBits();
        if (fit == 0)
        {
            return 0;
        }

        var open = Vector512.Create(hours);
        var isOpen = Vector512.Equals(Vector512.LoadUnsafe(ref week, (nuint)slot) & open, open).ExtractMostSignificantBits();
        return (uint)(fit & (isOpen | ~Vector512.Equals(key & Vector512.Create(onDuty), Vector512<ulong>.Zero).ExtractMostSignificantBits()));
    }

    private uint PassHalf(int slot)
    {
        var (key, need) = (Vector256.LoadUnsafe(ref keys, (nuint)slot), Vector256.Create(all));
        var fit = Vector256.Equals(key & need, need).ExtractMostSignificantBits();
        if (fit == 0)
        {
            return 0;
        }

        var open = Vector256.Create(hours);
        var isOpen = Vector256.Equals(Vector256.LoadUnsafe(ref week, (nuint)slot) & open, open).ExtractMostSignificantBits();
        return fit & (isOpen | ~Vector256.Equals(key & Vector256.Create(onDuty), Vector256<ulong>.Zero).ExtractMostSignificantBits());
    }
}
