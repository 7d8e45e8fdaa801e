using System.Globalization;
using System.Reflection;
using System.Text;
using Dispatch.Domain.Access;
using Dispatch.Web.Live;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Access;

/// <summary>docs/access.md is written from the table. Run this test with DISPATCH_WRITE_DOCS=1 to write it anew.</summary>
[Collection(ProductCollection.Name)]
public class AccessDocumentTests(Product product)
{
    private static readonly Role[] Roles = [Role.Resident, Role.Volunteer, Role.Counsellor, Role.Coordinator, Role.StationHead, Role.Admin];

    [Fact]
    public async Task Document_OfAccess_SaysWhatTheTableSays()
    {
        using var visitor = await product.VisitAsync();
        var path = Path.Combine(Root(), "docs", "access.md");
        var written = Write();
        if (Environment.GetEnvironmentVariable("DISPATCH_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, written);
        }

        (await File.ReadAllTextAsync(path)).ShouldBe(written, "Run this test with DISPATCH_WRITE_DOCS=1.");
    }

    private string Write()
    {
        var text = new StringBuilder("""
            # Who may what

            Written from `src/Dispatch.Domain/Access/AccessTable.cs` by a test; change it there. Every route, hub method and actor names a row; tests walk all of
            them, and call each for each role at the own and at another station.

            How far a role reaches: **own** what is the actor's own (account, offer, task in hand) · **station** what belongs to its station · **agreed** also
            boards that another station shares by agreement, without places and names · **all** every station · blank: not at all. *Resident* is anybody
            without a sign-in; rows `help.*` ask for a case code besides. A station that is not reached is refused with `access.station`, a role with
            `access.denied`, nobody signed in with `session.required`; responders are told `request.unknown` of what is not theirs.

            | Row | Lets one | Resident | Volunteer | Counsellor | Coordinator | Head | Admin |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var rule in AccessTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{rule.Name}` | {rule.Does} | {string.Join(" | ", Roles.Select(role => Word(rule.Of(role))))} |\n");
        }

        text.Append("\n## Doors\n\n| Route or hub method | Row |\n|---|---|\n");
        foreach (var route in Routes.Of(product).Where(it => !IsPage(it)).Select(it => (it.Name, Rule: it.Rule.Name)).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{route.Name}` | `{route.Rule}` |\n");
        }

        foreach (var method in Routes.HubMethods.OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| hub `{method.Name}` | `{method.GetCustomAttribute<NeedsAttribute>()!.Rule.Name}` |\n");
        }

        text.Append("""

            ## Actors

            What the web side may call, and what keeps others from it: **judges** the actor judges by the table itself, whatever the web side has checked ·
            **key** its key is the caller's own account, or follows from the case code · **route** the route judged the station that is its key · **product**
            no person calls it.

            | Method | Guard |
            |---|---|

            """);
        foreach (var (name, guard) in GrainEntries.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Word(guard)} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Pages of the client, which are one row, and what only stock Orleans has.</summary>
    private static bool IsPage(Route route) => route.Endpoint.Order == int.MaxValue || route.Path.StartsWith("/orleans", StringComparison.Ordinal);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString() is "None" ? "" : Lower(value.ToString());

    private static string Lower(string word) => char.ToLower(word[0], CultureInfo.InvariantCulture) + word[1..];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CommunityCare.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
