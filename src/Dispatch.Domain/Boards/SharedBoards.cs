using System.Collections.Immutable;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Boards;

/// <summary>
/// A board as another station sees it by agreement: what is asked for, where roughly, how urgent, how many are on duty and free. No place, no
/// name, no owner, no account: capacity and skills are shared, people are not (G30).
/// </summary>
public static class SharedBoards
{
    public static BoardView Of(BoardView board) => board with
    {
        Rows = [.. board.Rows.Select(Of)],
        Responders = Numbered(board.Responders),
    };

    public static BoardChange Of(BoardChange change) => change with
    {
        Rows = [.. change.Rows.Select(Of)],
        Responders = Numbered(change.Responders),
        RespondersGone = [.. change.RespondersGone.Select(Alias)],
    };

    private static BoardRow Of(BoardRow row) => row with
    {
        Position = null,
        Owner = "",
        OwnerName = null,
        Assignments = [.. row.Assignments.Select(Of)],
    };

    private static RequestAssignment Of(RequestAssignment assignment) => assignment with { ResponderId = Alias(assignment.ResponderId), Name = "" };

    private static ImmutableArray<BoardResponder> Numbered(ImmutableArray<BoardResponder> responders) =>
        [.. responders.Select(each => each with { Id = Alias(each.Id), Name = "", Position = null, OnDutySince = null, CoolUntil = null })];

    /// <summary>The same person has the same alias on a board and in its changes; an account can be guessed from it, a name cannot.</summary>
    private static string Alias(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in id)
        {
            // FNV-1a, 64 bit (RFC 9923): stable from run to run and from process to process.
            hash = (hash ^ letter) * 1_099_511_628_211UL;
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
