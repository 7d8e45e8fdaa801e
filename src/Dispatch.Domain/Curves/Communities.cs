using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Curves;

/// <summary>A community of which curves are drawn.</summary>
/// <param name="Area">Its area code.</param>
/// <param name="Inhabitants">People who live there, by whom a week's count is divided.</param>
/// <param name="Places">Smaller areas within it, which are counted as the community: nothing smaller than a community is drawn.</param>
public sealed record Community(string Area, int Inhabitants, ImmutableArray<string> Places);

/// <summary>The communities of data/care/communities.json.</summary>
public sealed record Communities(ImmutableArray<Community> All)
{
    /// <summary>Most inhabitants of one community.</summary>
    public const int InhabitantsMost = 10_000_000;

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static Communities Parse(string json) => DataFile.Read("care/communities.json", json, Read);

    /// <summary>The community that an area is, or lies in; null: none of which curves are drawn.</summary>
    public Community? Find(string? area) => area is null ? null : All.FirstOrDefault(each => each.Area == area || each.Places.Contains(area));

    private static Communities Read(DataNode root)
    {
        var all = ImmutableArray.CreateBuilder<Community>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in root.Rows("communities"))
        {
            var community = new Community(row.Text("area"), row.Whole("inhabitants", 1, InhabitantsMost), row.Has("places") ? row.Texts("places") : []);
            foreach (var area in community.Places.Prepend(community.Area).Where(area => !known.Add(area)))
            {
                row.Fault("area", $"'{area}' stands twice");
            }

            all.Add(community);
        }

        return new Communities(all.ToImmutable());
    }
}
