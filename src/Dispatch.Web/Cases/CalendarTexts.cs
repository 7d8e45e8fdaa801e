using System.Reflection;
using System.Text.Json;
using Dispatch.Domain.FollowUps;

namespace Dispatch.Web.Cases;

/// <summary>The words of the feed, from the same locale files that the pages read.</summary>
internal sealed class CalendarTexts
{
    private readonly CalendarWords _chinese = Read("zh-CN");
    private readonly CalendarWords _english = Read("en");

    public CalendarWords In(bool english) => english ? _english : _chinese;

    private static CalendarWords Read(string language)
    {
        using var text = Assembly.GetExecutingAssembly().GetManifestResourceStream($"care.{language}.json")!;
        using var document = JsonDocument.Parse(text);
        var words = document.RootElement.GetProperty("calendar");
        return new CalendarWords(Word(words, "name"), Word(words, "contact"), Word(words, "detail"));
    }

    private static string Word(JsonElement words, string name) => words.GetProperty(name).GetString()!;
}
