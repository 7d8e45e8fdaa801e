using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Cases;

/// <summary>What a file beside a case shows, and what it takes from the request that asks for help.</summary>
public static class SideFileViews
{
    /// <summary>Files that a station lists.</summary>
    public const int Most = 2_000;

    public static SideFileView View(SideFile file) => new(
        file.Id, file.Kind, file.StationId, file.Mediator, file.Reference, file.OpenedAt, file.SettledAt,
        [.. file.Supports.Select(each => new SupportView(each.Number, each.AskedAt, each.State, each.ChangedAt))]);

    public static SideFileRow Row(SideFile file) => new(file.Id, file.Kind, file.Reference, file.OpenedAt, file.SettledAt);

    /// <summary>How far the help of a request is: somebody has it, it was given, or it will not be. Who gives it, and what of, is not told.</summary>
    public static SupportState State(RequestView request)
    {
        var taken = request.Assignments.Any(each => each.State <= AssignmentState.Completed);
        return request.State switch
        {
            RequestState.Completed or RequestState.Confirmed => SupportState.Ended,
            RequestState.Cancelled or RequestState.Referred => taken ? SupportState.Ended : SupportState.Declined,
            _ => taken ? SupportState.Accepted : SupportState.Asked,
        };
    }

    /// <summary>The list with this row; a full one lets the oldest settled go, and else the oldest.</summary>
    public static ImmutableArray<SideFileRow> Put(ImmutableArray<SideFileRow> rows, SideFileRow row)
    {
        var others = rows.RemoveAll(each => each.Id == row.Id);
        if (others.Length >= Most)
        {
            others = others.Remove(others.OrderBy(each => each.SettledAt is null).ThenBy(each => each.OpenedAt).First());
        }

        return [row, .. others];
    }
}
