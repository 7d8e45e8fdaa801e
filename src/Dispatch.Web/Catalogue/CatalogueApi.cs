using System.Collections.Immutable;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Catalogue;

/// <summary>What can be asked for, with both names.</summary>
public sealed record CatalogueView(ImmutableArray<ServiceView> Services, ImmutableArray<SkillView> Skills, ImmutableArray<LanguageView> Languages);

/// <summary>A service that can be asked for.</summary>
/// <param name="Code">What requests name it by.</param>
/// <param name="Group">Where the help page lists it.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="DescriptionZh">One line in Chinese.</param>
/// <param name="DescriptionEn">One line in English.</param>
/// <param name="Level">Its default level.</param>
/// <param name="Kinds">Who may serve it; empty for referrals.</param>
/// <param name="Skills">Skills its responders need.</param>
/// <param name="TrainedOnly">Volunteers must be trained.</param>
/// <param name="Minutes">Usual length.</param>
/// <param name="Remote">Remote unless the request says otherwise.</param>
/// <param name="OtherMode">May be asked for in the other mode as well.</param>
/// <param name="Psychological">Touches the mind.</param>
/// <param name="ReferralOnly">Nobody is dispatched; the station refers.</param>
/// <param name="OfCase">Nobody asks for it: the care team sends it out, and whoever makes the contact says whether the person was reached.</param>
public sealed record ServiceView(
    string Code,
    string Group,
    string NameZh,
    string NameEn,
    string DescriptionZh,
    string DescriptionEn,
    RiskLevel Level,
    ImmutableArray<ResponderKind> Kinds,
    ImmutableArray<SkillLevel> Skills,
    bool TrainedOnly,
    int Minutes,
    bool Remote,
    bool OtherMode,
    bool Psychological,
    bool ReferralOnly,
    bool OfCase);

/// <summary>A skill with its highest level.</summary>
public sealed record SkillView(string Code, string NameZh, string NameEn, int MaxLevel);

/// <summary>A language by its BCP 47 code.</summary>
public sealed record LanguageView(string Code, string NameZh, string NameEn);

/// <summary>The service catalogue.</summary>
internal static class CatalogueApi
{
    public static void MapCatalogue(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/catalogue", (CatalogueView catalogue) => TypedResults.Ok(catalogue)).WithTags("Catalogue").WithName("getCatalogue")
            .Needs(AccessTable.ReadPublic).Refuses();
}
