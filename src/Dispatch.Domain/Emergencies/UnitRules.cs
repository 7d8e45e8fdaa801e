using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>A linked unit's one-time page, and what a unit says by it or by telephone.</summary>
public static class UnitRules
{
    private const int DigestLetters = 64;

    /// <summary>A new page, in place of an earlier one.</summary>
    public static Decision<Emergency> Link(Emergency held, LinkUnit command, EmergencyTimes times, DateTimeOffset now)
    {
        if (!held.IsOpen)
        {
            return PageStepRules.Ended(held);
        }

        return Find(held, command.UnitId) is not { } unit ? Unknown(command.UnitId)
            : command.Digest.Length != DigestLetters ? new Refusal(RefusalCode.InputInvalid, "The digest of a page has 64 letters.")
            : unit.Digest == command.Digest ? held
            : held
                .With(unit with { Digest = command.Digest, LinkUntil = now + times.UnitPage, ToldAt = unit.ToldAt ?? now })
                .Told(now, "unit-linked", command.By.Account, command.UnitId);
    }

    /// <summary>Takes a page back; it opens no more from this moment on.</summary>
    public static Decision<Emergency> Unlink(Emergency held, UnlinkUnit command, DateTimeOffset now) =>
        Find(held, command.UnitId) is not { } unit ? Unknown(command.UnitId)
        : unit.Digest is null ? held
        : held.With(unit with { Digest = null, LinkUntil = null }).Told(now, "unit-unlinked", command.By.Account, command.UnitId);

    /// <summary>The unit whose page this is; null: none, or its time is over. Takes as long whichever it is.</summary>
    public static LinkedUnit? Holder(Emergency held, string digest, DateTimeOffset now)
    {
        var given = Encoding.ASCII.GetBytes(digest.PadRight(DigestLetters)[..DigestLetters]);
        LinkedUnit? holder = null;
        foreach (var unit in held.Units)
        {
            var kept = Encoding.ASCII.GetBytes(unit.Digest ?? new string('-', DigestLetters));
            if (CryptographicOperations.FixedTimeEquals(given, kept) && unit.Digest is not null && unit.LinkUntil > now)
            {
                holder = unit;
            }
        }

        return held.IsOpen ? holder : null;
    }

    /// <summary>A step of a unit.</summary>
    /// <param name="held">The emergency.</param>
    /// <param name="unitId">Whose step.</param>
    /// <param name="step">Seen, acknowledged, on the way or arrived.</param>
    /// <param name="by">The unit, or who spoke with it by telephone.</param>
    /// <param name="now">The moment.</param>
    public static Decision<Emergency> Take(Emergency held, string unitId, PageStep step, string by, DateTimeOffset now)
    {
        if (Find(held, unitId) is not { } unit)
        {
            return Unknown(unitId);
        }

        if (!held.IsOpen)
        {
            return PageStepRules.Ended(held);
        }

        return step switch
        {
            PageStep.Seen => unit.SeenAt is not null ? held : held.With(unit with { SeenAt = now, ToldAt = unit.ToldAt ?? now }),
            PageStep.Acknowledged => unit.AcknowledgedAt is not null ? held : Have(held, unit, now, by).Told(now, "unit-acknowledged", by, unitId),
            PageStep.OnTheWay => unit.OnTheWayAt is not null ? held : OnTheWay(held, unit, now, by),
            PageStep.Arrived => unit.ArrivedAt is not null ? held : Arrived(held, unit, now, by),
            _ => new Refusal(RefusalCode.InputInvalid, "A unit sees, acknowledges, is on the way or arrives.", "step"),
        };
    }

    private static Emergency OnTheWay(Emergency held, LinkedUnit unit, DateTimeOffset now, string by) =>
        Have(held, unit with { OnTheWayAt = now }, now, by).Told(now, "unit-on-the-way", by, unit.Facts.Id);

    private static Emergency Arrived(Emergency held, LinkedUnit unit, DateTimeOffset now, string by) =>
        Have(held, unit with { OnTheWayAt = unit.OnTheWayAt ?? now, ArrivedAt = now }, now, by).Told(now, "unit-arrived", by, unit.Facts.Id);

    private static Emergency Have(Emergency held, LinkedUnit unit, DateTimeOffset now, string by) => held
        .With(unit with { ToldAt = unit.ToldAt ?? now, SeenAt = unit.SeenAt ?? now, AcknowledgedAt = unit.AcknowledgedAt ?? now, RemindAt = null })
        .Settle(PageReason.UnitSilent, unit.Facts.Id, now, by);

    /// <summary>The units of a station's directory that are linked for emergencies.</summary>
    public static ImmutableArray<UnitFacts> Linked(ImmutableArray<CareUnit> units) =>
    [
        .. units.Where(unit => unit.EmergencyLinked).Select(unit => new UnitFacts(
            unit.Id, Enum.TryParse<UnitKind>(unit.Kind, out var kind) ? kind : UnitKind.Other, unit.NameZh, unit.NameEn)),
    ];

    private static LinkedUnit? Find(Emergency held, string unitId) => held.Units.FirstOrDefault(each => each.Facts.Id == unitId);

    private static Refusal Unknown(string unitId) => new(RefusalCode.UnitUnknown, $"No unit '{unitId}' is linked with this station.");
}
