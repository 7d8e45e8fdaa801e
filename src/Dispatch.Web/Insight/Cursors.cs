using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Records.Insight;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Insight;

/// <summary>Where a list goes on, sealed and bound to the caller and to the very question, so that none can be made up or used for another.</summary>
internal sealed class Cursors(Tickets tickets)
{
    /// <summary>Which page: how many entries, and behind which one.</summary>
    public sealed record Page(int Limit, EntryPlace? After);

    public Reply<Page> Read(HttpContext context, string stationId)
    {
        var (limit, given) = (context.Request.Query["limit"], context.Request.Query["cursor"]);
        var most = InsightLimits.UsualPage;
        if (limit.Count > 0
            && (!int.TryParse(limit.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > InsightLimits.Page))
        {
            return new Refusal(RefusalCode.InputInvalid, $"A page has 1 to {InsightLimits.Page} entries.", "limit");
        }

        var after = given.Count == 0 ? null : tickets.Open<EntryPlace>(Purpose(context, stationId), given.ToString());
        return given.Count > 0 && after is null
            ? new Refusal(RefusalCode.InsightCursorInvalid, "The cursor is none of ours, belongs to another question, or is too old.", "cursor")
            : new Page(most, after);
    }

    public string Next(HttpContext context, string stationId, LedgerEntry last) =>
        tickets.Seal(Purpose(context, stationId), new EntryPlace(last.At, last.Ledger, last.Sequence), InsightLimits.CursorLife);

    private static string Purpose(HttpContext context, string stationId)
    {
        var question = context.Request.Query.Where(each => each.Key is not ("limit" or "cursor" or "language")).OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => $"{each.Key}={string.Join('\u001f', each.Value.Order(StringComparer.Ordinal))}");
        return $"insight/{context.User.Actor().Account}/{stationId}/{Once.Digest(string.Join('\u001e', question))}";
    }
}
