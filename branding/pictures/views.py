from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branding.house import current_house
from branding.models import BrandImage
from branding.pictures.forms import KindForm, PictureForm
from branding.pictures.keep import discard, put_out_of_use, take_into_use
from branding.pictures.served import short_name
from branding.pictures.shown import ShownPicture, address, told_of
from branding.pictures.tried import PictureNotTried, try_picture
from branding.pictures.words import sentences
from tenants.access import hr_admin_required

HELP = {
    "logo": "Stands at the head of every page, on the sign-in and in mails. Best wide, on a transparent ground.",
    "logo_dark": (
        "For pages in the dark, where the logo itself would not stand out. Without one the logo is shown, on a light "
        "plate if it needs one."
    ),
    "icon": (
        "Square, for the tab of the browser and the home screen of a phone. Without one it is cut from the logo, or is "
        "the first letter of the name."
    ),
}


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest) -> HttpResponse:
    """The pictures in use; one that is sent is drawn anew and shown before it is taken into use."""
    if request.method != "POST":
        return _page(request, None)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            image = try_picture(request, form.cleaned_data["picture"], kind=form.cleaned_data["kind"])
            return redirect("branding:picture_tried", image.pk)
        except PictureNotTried as why:
            form.add_error("picture", str(why))
    return _page(request, form)


@hr_admin_required
@require_safe
def picture_tried(request: HttpRequest, image_id: UUID) -> HttpResponse:
    """What becomes of a picture in every place, before it is taken into use."""
    image = get_object_or_404(BrandImage, pk=image_id)
    house = current_house()
    shown = ShownPicture(told_of(image))
    places = {"tab": "32", "touch": "touch", "maskable": "maskable"} if shown.icons else {}
    context = {
        "image": image,
        "shown": shown,
        "icons": {name: address(shown.icons[place], "png") for name, place in places.items()},
        "short_name": short_name(house),
        "house": house,
        "done": sentences(image.notes, image.plates),
        "is_in_use": image.unused_since is None,
    }
    return render(request, "branding/picture_tried.html", context)


@hr_admin_required
@require_POST
def picture_use(request: HttpRequest, image_id: UUID) -> HttpResponse:
    image = get_object_or_404(BrandImage, pk=image_id)
    try:
        take_into_use(image, by=request.user)
    except BrandImage.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, f"{image.get_kind_display()} taken into use. Every page shows it from now on.")
    return redirect("branding:pictures")


@hr_admin_required
@require_POST
def picture_discard(request: HttpRequest, image_id: UUID) -> HttpResponse:
    image = get_object_or_404(BrandImage, pk=image_id)
    if discard(image, by=request.user):
        messages.success(request, "The picture was left. Nothing was changed.")
    else:
        messages.warning(request, "This picture is in use. It was not deleted.")
    return redirect("branding:pictures")


@hr_admin_required
@require_POST
def picture_remove(request: HttpRequest) -> HttpResponse:
    form = KindForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind = BrandImage.Kind(form.cleaned_data["kind"])
    if put_out_of_use(kind, by=request.user):
        messages.success(request, f"{kind.label} removed. It is kept for a week in case you want it back.")
    return redirect("branding:pictures")


def _page(request: HttpRequest, refused: PictureForm | None) -> HttpResponse:
    house = current_house()
    told = house.row.pictures if house.row else {}
    asked = refused.data.get("kind") if refused is not None else None
    rows = [
        {
            "kind": kind.value,
            "label": kind.label,
            "help": HELP[kind],
            "shown": ShownPicture(told[kind]) if kind in told else None,
            "form": refused if asked == kind else PictureForm(initial={"kind": kind.value}, auto_id=f"id_{kind}_%s"),
        }
        for kind in BrandImage.Kind
    ]
    if refused is not None and asked not in BrandImage.Kind.values:
        raise Http404
    if refused is not None:
        refused.auto_id = f"id_{asked}_%s"
    context = {"rows": rows, "refused": refused, "house": house}
    return render(request, "branding/pictures.html", context, status=422 if refused is not None else 200)
