using System.Collections.Immutable;
using Dispatch.Contracts.Emergencies;

namespace Dispatch.Domain.Emergencies;

/// <summary>The pages of one person, oldest first.</summary>
public sealed record Pager(ImmutableArray<PageView> Pages)
{
    public static readonly Pager Empty = new([]);

    /// <summary>The newest word on an emergency wins; one that is over leaves.</summary>
    public Pager Take(PageView page)
    {
        var known = Pages.FirstOrDefault(each => each.EmergencyId == page.EmergencyId);
        if (known?.Number > page.Number || (known is null && page.IsOver))
        {
            return this;
        }

        var others = known is null ? Pages : Pages.Remove(known);
        return new Pager(page.IsOver ? others : [.. others.Add(page).OrderBy(each => each.PagedAt)]);
    }
}
