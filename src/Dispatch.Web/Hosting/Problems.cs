using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Web.Hosting;

/// <summary>Turns refusals into RFC 9457 problems. The one place that knows which status a code has.</summary>
internal static class Problems
{
    /// <summary>The HTTP status of a refusal.</summary>
    public static int Status(RefusalCode code) => code switch
    {
        RefusalCode.SessionRequired or RefusalCode.SessionRefused or RefusalCode.SessionSecondFactor or RefusalCode.SessionEnrolment
            or RefusalCode.PasskeyRefused => StatusCodes.Status401Unauthorized,
        RefusalCode.AccessDenied or RefusalCode.AccessStation or RefusalCode.SealedClosed or RefusalCode.TransportInsecure
            or RefusalCode.SessionProofRequired or RefusalCode.ConsentRequired or RefusalCode.LicenceLapsed or RefusalCode.EmergencyNotQualified
            or RefusalCode.PrivacyContact or RefusalCode.PrivacyStation => StatusCodes.Status403Forbidden,
        RefusalCode.InputTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.InputMalformed or RefusalCode.InputInvalid or RefusalCode.ReasonRequired => StatusCodes.Status400BadRequest,
        RefusalCode.ServiceUnknown or RefusalCode.ServiceReferralOnly or RefusalCode.SkillUnknown or RefusalCode.LanguageUnknown
            or RefusalCode.PlaceInvalid or RefusalCode.TimeInvalid or RefusalCode.PasswordTooShort or RefusalCode.PasswordTooLong
            or RefusalCode.PasswordCommon or RefusalCode.PasswordContext or RefusalCode.CodeRefused => StatusCodes.Status400BadRequest,
        RefusalCode.InsightFacetUnknown or RefusalCode.InsightRangeInvalid or RefusalCode.InsightCursorInvalid
            or RefusalCode.InsightTooWide => StatusCodes.Status400BadRequest,
        RefusalCode.StationUnknown or RefusalCode.RequestUnknown or RefusalCode.ResponderUnknown or RefusalCode.OfferUnknown
            or RefusalCode.AssignmentUnknown or RefusalCode.AccountUnknown or RefusalCode.LinkRefused or RefusalCode.PasskeyUnknown
            or RefusalCode.ApplicationUnknown or RefusalCode.CaseUnknown or RefusalCode.EntryUnknown or RefusalCode.ClockUnknown
            or RefusalCode.UnitUnknown or RefusalCode.ScreeningUnknown or RefusalCode.EmergencyUnknown or RefusalCode.DutyUnknown
            or RefusalCode.IncidentUnknown
                => StatusCodes.Status404NotFound,
        RefusalCode.HelpMoved => StatusCodes.Status410Gone,
        RefusalCode.RequestChanged => StatusCodes.Status412PreconditionFailed,
        RefusalCode.LimitRate => StatusCodes.Status429TooManyRequests,
        RefusalCode.OutboxFull or RefusalCode.LoadTooHigh or RefusalCode.StoreUnavailable or RefusalCode.RosterSilent
            or RefusalCode.OutcomeUnknown or RefusalCode.IdempotencyRunning => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.FaultInternal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>Seconds after which a refused call may be tried again; null: trying again does not help by itself.</summary>
    public static int? RetryAfter(RefusalCode code) => code switch
    {
        RefusalCode.OutboxFull or RefusalCode.LoadTooHigh or RefusalCode.IdempotencyRunning or RefusalCode.RosterSilent => 1,
        RefusalCode.StoreUnavailable or RefusalCode.OutcomeUnknown => 5,
        RefusalCode.LimitRate => 10,
        _ => null,
    };

    /// <summary>The problem that tells a refusal.</summary>
    public static ProblemHttpResult Of(Refusal refusal, int? status = null) => TypedResults.Problem(Details(refusal, status));

    /// <summary>The problem that tells a refusal.</summary>
    public static ProblemHttpResult Of(RefusalCode code, string detail) => Of(new Refusal(code, detail));

    /// <summary>Writes the problem outside of an endpoint.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, int? status = null)
    {
        var details = Details(refusal, status);
        context.Response.StatusCode = details.Status!.Value;
        if (RetryAfter(refusal.Code) is { } seconds && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details }).AsTask();
    }

    private static ProblemDetails Details(Refusal refusal, int? status)
    {
        var code = refusal.Code.Wire();
        var details = new ProblemDetails
        {
            Type = $"urn:communitycare:refusal:{code}",
            Title = Title(refusal.Code),
            Status = status ?? Status(refusal.Code),
            Detail = refusal.Detail,
            Extensions = { ["code"] = code },
        };
        if ((refusal.Field ?? Field(refusal.Code)) is { } field)
        {
            details.Extensions["errors"] = new Dictionary<string, string[]> { [field] = [code] };
        }

        return details;
    }

    private static string Title(RefusalCode code) => code switch
    {
        RefusalCode.FaultInternal => "Something failed here.",
        RefusalCode.OutcomeUnknown => "Whether this took effect is unknown.",
        RefusalCode.OutboxFull or RefusalCode.LoadTooHigh or RefusalCode.StoreUnavailable or RefusalCode.LimitRate
            or RefusalCode.IdempotencyRunning or RefusalCode.RosterSilent => "Try again shortly.",
        _ => "The call was refused.",
    };

    private static string? Field(RefusalCode code) => code switch
    {
        RefusalCode.ServiceUnknown or RefusalCode.ServiceReferralOnly => "service",
        RefusalCode.SkillUnknown => "skills",
        RefusalCode.LanguageUnknown => "languages",
        RefusalCode.PlaceInvalid => "location",
        RefusalCode.TimeInvalid => "startsAt",
        RefusalCode.StationUnknown => "stationId",
        RefusalCode.ReasonRequired => "reason",
        RefusalCode.CodeRefused => "code",
        _ => null,
    };
}
