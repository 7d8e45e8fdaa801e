using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Shouldly;

namespace Dispatch.Records.Tests;

/// <summary>The worked example of docs/records.md, recomputed: whoever checks an export with another program needs no more than that page.</summary>
public class CanonicalFormTests
{
    private static readonly LedgerEntry Example = new(
        "zhuoda",
        1,
        new DateTimeOffset(2026, 1, 7, 4, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 1, 7, 4, 0, 0, 200, TimeSpan.Zero),
        "resident",
        "resident",
        "request.submitted",
        "request/r1",
        "request/r1/1767758400000000",
        new Facets(Community: "DZ", Service: "escort", Level: "general", Channel: "web"),
        Digest: [],
        PrevHash: [.. new byte[32]],
        Hash: []);

    [Fact]
    public void Example_OfTheDocumentation_HasTheseBytesAndThisHash()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "records.md"));
        var form = new CanonicalForm().Of(Example);

        string.Concat(page.Where(letter => !char.IsWhiteSpace(letter))).ShouldContain(Convert.ToHexStringLower(form.Bytes));
        page.ShouldContain(Convert.ToHexStringLower(form.Hash()));
    }

    [Fact]
    public void Entries_ThatDifferInAnyMember_HaveDifferentHashes()
    {
        LedgerEntry[] others =
        [
            Example,
            Example with { Ledger = "zhuodar" },
            Example with { Sequence = 2 },
            Example with { At = Example.At.AddMicroseconds(1) },
            Example with { RecordedAt = Example.RecordedAt.AddMicroseconds(1) },
            Example with { Actor = "residen", Role = "tresident" },
            Example with { Role = null },
            Example with { Role = "" },
            Example with { Action = "request.cancelled" },
            Example with { Subject = "request/r2" },
            Example with { CommitId = "request/r1/2" },
            Example with { Facets = Example.Facets with { Community = null, Service = "DZ" } },
            Example with { Facets = Example.Facets with { AgeBand = "general", Level = null } },
            Example with { Facets = Example.Facets with { Amount = 0 } },
            Example with { Facets = Example.Facets with { Amount = 1 } },
            Example with { Facets = Example.Facets with { Reason = "web", Channel = null } },
            Example with { Digest = [.. new byte[32]] },
            Example with { PrevHash = ImmutableArray.Create<byte>([1, .. new byte[31]]) },
        ];

        others.Select(entry => Convert.ToHexStringLower(new CanonicalForm().Of(entry).Hash())).Distinct().Count().ShouldBe(others.Length);
    }

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
