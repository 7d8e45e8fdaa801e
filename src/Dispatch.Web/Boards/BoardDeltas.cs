using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Dispatch.Contracts.Boards;

namespace Dispatch.Web.Boards;

/// <summary>Makes whole rows into what is different from the last telling. A change that does not follow from it is told whole.</summary>
internal sealed class BoardDeltas
{
    private static readonly (string Name, PropertyInfo Member)[] Members =
    [
        .. typeof(BoardRow).GetProperties().Where(member => member.Name is not (nameof(BoardRow.Id) or nameof(BoardRow.Version)))
            .Select(member => (JsonNamingPolicy.CamelCase.ConvertName(member.Name), member)),
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Told> _boards = new(StringComparer.Ordinal);

    /// <summary>Tells a change; those of one board in the order in which they come.</summary>
    public void Tell(BoardChange change, Action<BoardPush> tell)
    {
        lock (_gate)
        {
            tell(Next(change));
        }
    }

    private BoardPush Next(BoardChange change)
    {
        if (!_boards.TryGetValue(change.StationId, out var told) || told.Epoch != change.Epoch || told.Version != change.FromVersion)
        {
            told = _boards[change.StationId] = new Told(change.Epoch, new(StringComparer.Ordinal));
        }

        var known = change.Rows.Where(row => told.Rows.ContainsKey(row.Id)).ToList();
        var push = new BoardPush(
            change.StationId,
            change.Epoch,
            change.FromVersion,
            change.Version,
            change.At,
            [.. change.Rows.Where(row => !told.Rows.ContainsKey(row.Id))],
            [.. known.Select(row => Difference(told.Rows[row.Id], row))],
            change.RowsGone,
            change.Responders,
            change.RespondersGone);
        told.Keep(change);
        return push;
    }

    private static ImmutableDictionary<string, object?> Difference(BoardRow before, BoardRow now)
    {
        var changed = ImmutableDictionary.CreateBuilder<string, object?>();
        (changed["id"], changed["version"]) = (now.Id, now.Version);
        foreach (var (name, member) in Members)
        {
            var value = member.GetValue(now);
            if (!IsSame(member.GetValue(before), value))
            {
                changed[name] = value;
            }
        }

        // Whoever reads the whole board may know a name that was not known when the row was told: another owner never keeps it.
        if (before.Owner != now.Owner)
        {
            changed["ownerName"] = now.OwnerName;
        }

        return changed.ToImmutable();
    }

    private static bool IsSame(object? before, object? now) =>
        before is System.Collections.IEnumerable and not string ? ((IEnumerable<object>)before).SequenceEqual((IEnumerable<object>)now!) : Equals(before, now);

    private sealed class Told(string epoch, Dictionary<string, BoardRow> rows)
    {
        public string Epoch => epoch;

        public long Version { get; private set; } = -1;

        public Dictionary<string, BoardRow> Rows => rows;

        public void Keep(BoardChange change)
        {
            Version = change.Version;
            foreach (var row in change.Rows)
            {
                rows[row.Id] = row;
            }

            foreach (var gone in change.RowsGone)
            {
                rows.Remove(gone);
            }
        }
    }
}
