using Dispatch.Contracts.Care;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Duty;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Screening;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Hosting;

/// <summary>The rows of the store for whoever looks after it without an actor.</summary>
public static class StoredRows
{
    private static readonly Dictionary<string, Func<byte[], JsonStateSerializer, byte[]>> Kinds = new(StringComparer.Ordinal)
    {
        ["request"] = Again<Request>,
        ["volunteer"] = Again<Responder>,
        ["counsellor"] = Again<Responder>,
        ["account"] = Again<AccountRecord>,
        ["roll"] = Again<Roll>,
        ["case"] = Again<CaseFile>,
        ["care-desk"] = Again<DeskShard>,
        ["case-note"] = Again<NoteWords>,
        ["side-file"] = Again<SideFile>,
        ["side-files"] = Again<SideFileList>,
        ["station"] = Again<StationShards>,
        ["duty-set"] = Again<DutyShard>,
        ["chat"] = Again<Chat>,
        ["screening"] = Again<ScreeningState>,
        ["emergency"] = Again<Emergency>,
        ["duty"] = Again<DutyRoster>,
        ["incident"] = Again<IncidentBook>,
        ["curve"] = Again<CurveBook>,
    };

    /// <summary>Names of the states that have sealed members.</summary>
    public static IReadOnlyCollection<string> Sealed => Kinds.Keys;

    /// <summary>What a row keeps sealed; null: nothing.</summary>
    public static byte[]? BoxOf(byte[] row) => SealedRow.TryFind(row, out var box) ? box : null;

    /// <summary>The same row, sealed with the current key; null: there is nothing to seal.</summary>
    public static byte[]? Rewrite(string stateName, byte[] row, JsonStateSerializer serializer)
    {
        if (!Kinds.TryGetValue(stateName, out var again))
        {
            return null;
        }

        var anew = again(row, serializer);
        return BoxOf(anew) is null ? null : anew;
    }

    private static byte[] Again<TState>(byte[] row, JsonStateSerializer serializer)
        where TState : class =>
        serializer.Serialize(serializer.Deserialize<Stored<TState>>(new BinaryData(row))).ToArray();
}
